/** Main's own log: a sentence, and details that never hold a token. */
export interface Log {
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** A log of JSON lines, one `write` each. */
export function createLog(write: (line: string) => void, now: () => number): Log {
  const at =
    (level: keyof Log): Log['info'] =>
    (message, details) =>
      write(`${JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...details })}\n`);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
