/** Where the local cloud of `npm start` is found. */

/** The API's port: PORT, or the one Functions tools use. Ends the process, with a sentence, for what is no port. */
export function defaultPort(): number {
  const port = Number(process.env.PORT || '7071');
  if (Number.isInteger(port) && port >= 1024 && port <= 65_000) return port;
  console.error('PORT has to be a number from 1024 to 65000.');
  process.exit(1);
}
