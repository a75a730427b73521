/** Loaded into a child process, ends it when its standard input closes, as happens however its parent dies. */

process.stdin.on('close', () => process.exit(0)).resume();
