import { useEffect, useState } from 'react';
import { useFormat } from '../../ui/use-format.ts';

export interface ClockReading {
  /** `4:05`, counting down; `+0:30` once the time is over. */
  readonly text: string;
  readonly over: boolean;
}

/** The clock of an item: what is left of its minutes, or how long it has run where none were given. */
export function useClock(since: string | null, minutes: number | null): ClockReading | null {
  const { number } = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (since === null) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [since]);
  if (since === null) return null;
  const run = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  const seconds = minutes === null ? run : minutes * 60 - run;
  const over = minutes !== null && seconds < 0;
  const shown = Math.abs(seconds);
  const text = `${over ? '+' : ''}${number(Math.floor(shown / 60))}:${String(shown % 60).padStart(2, '0')}`;
  return { text, over };
}
