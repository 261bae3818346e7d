// Runs before the first paint, so that a dark room is never lit up by a white page, and so that the words are right at once.
(() => {
  var root = document.documentElement;
  var chosen = null;
  try {
    chosen = localStorage.getItem('concordance-theme');
    var language = localStorage.getItem('concordance-language');
    if (language === 'en' || language === 'ru' || language === 'kk') root.lang = language;
  } catch (_) {
    // Storage may be closed to us; the system's choice is then the best guess.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
