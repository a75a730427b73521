/** Where the local cloud of `npm start` is found, and the Node it needs. */

/** The API's port: PORT, or the one Functions tools use. @throws Error for what is no port. */
export function defaultPort(): number {
  const port = Number(process.env.PORT ?? '7071');
  if (!Number.isInteger(port) || port < 1024 || port > 65_000)
    throw new Error('PORT has to be a number from 1024 to 65000.');
  return port;
}

/** npm supplies Node 24 where it can; elsewhere the system's has to be it. */
export function requireNode(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24) return;
  console.error(`This needs Node 24 or newer; this is ${process.version}.`);
  process.exit(1);
}
