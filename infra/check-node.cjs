/* Says clearly which Node is missing, where npm could not supply it. Plain JavaScript, so that any Node can say it. */
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `This needs Node 24 or newer to build and run; this is ${process.version}. Install it, then run "npm ci" again.`,
  );
  process.exit(1);
}
