/** Where the lines of the local host and of its functions go: by default only trouble is printed. */

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type Log = (level: LogLevel, category: string, message: string) => void;

const printed: readonly LogLevel[] = ['warning', 'error', 'critical'];

export const logToStderr: Log = (level, category, message) => {
  if (printed.includes(level)) process.stderr.write(`${level} ${category}: ${message}\n`);
};
