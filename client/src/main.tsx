// A guest of a round table comes with a phone for ten minutes: their page does not carry what the others need.
const isGuests = /^\/(join|table)(\/|$)/u.test(window.location.pathname);
const { start } = isGuests ? await import('./roundtables/guest/start.tsx') : await import('./app/start.tsx');
await start();

export {};
