/** Where the local cloud of `npm start` is found. */

/** The API's port: PORT, or the one Functions tools use. @throws Error for what is no port. */
export function defaultPort(): number {
  const port = Number(process.env.PORT ?? '7071');
  if (!Number.isInteger(port) || port < 1024 || port > 65_000)
    throw new Error('PORT has to be a number from 1024 to 65000.');
  return port;
}
