/** Ends with one clear sentence on a Node that can't run TypeScript sources; loaded before anything else. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `watchfloor: needs Node 22.18 or newer, this is ${process.versions.node}. ` +
      'Run "npm ci" (it brings Node 24 on Linux x64) and use npm scripts or npx, or install Node 24.\n',
  );
  process.exit(1);
}
