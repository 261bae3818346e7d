import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '../config.ts';

/**
 * Logs carry no content, names or tokens: only what happened where. PostgreSQL repeats the values of a refused row in
 * these fields of its errors.
 */
const NEVER_LOGGED = ['req.headers', 'err.parameters', 'err.detail', 'err.where', 'err.internalQuery'];

/** The structured log, one JSON object a line, to standard output unless told otherwise. */
export function openLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  return pino({ level, base: undefined, redact: NEVER_LOGGED }, destination);
}
