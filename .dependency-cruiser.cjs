/** Who may import whom: the map is in docs/architecture.md. */
const rooms = ['gateway', 'main', 'preload', 'renderer'];
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-imports-nothing-but-zod',
      severity: 'error',
      comment: 'shared/ is the language both ends speak; it runs anywhere.',
      from: { path: '^shared/', pathNot: '^shared/breakGlass/markdownHtml' },
      to: { pathNot: ['^shared/', '^node_modules/zod/'] },
    },
    {
      name: 'break-glass-reads-markdown',
      severity: 'error',
      comment:
        'The command and the console write the same copy, so its Markdown is read in shared/, by parsers that run anywhere.',
      from: { path: '^shared/breakGlass/markdownHtml' },
      to: { pathNot: ['^shared/', '^node_modules/(mdast|micromark)-'] },
    },
    ...rooms.map((room) => ({
      name: `${room}-stays-in-its-room`,
      severity: 'error',
      comment: `${room}/ imports shared/ and itself, never another room.`,
      from: { path: `^${room}/`, pathNot: '^main/embeddedGateway' },
      to: { path: `^(${rooms.filter((other) => other !== room).join('|')})/` },
    })),
    {
      name: 'boards-know-no-bridge',
      severity: 'error',
      from: { path: '^renderer/(boards|components)/' },
      to: { path: '^(renderer/boot|shared/bridge|shared/feed/link)' },
    },
    {
      name: 'components-know-no-store',
      severity: 'error',
      from: { path: '^renderer/components/' },
      to: { path: '^renderer/(store|boards|boot|selectors|actions)/' },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(shared|gateway|main|preload|renderer)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'desk-is-pure',
      severity: 'error',
      comment: 'decide and evolve read no clock, disk or socket.',
      from: { path: '^gateway/desk/' },
      to: { path: '^(gateway/(server|journal|sources)|node:)', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|test-results)' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'] },
  },
};
