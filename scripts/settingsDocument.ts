import { settingSections } from '../shared/settings/settingSpec.ts';
import { settingNames, settingSpecs } from '../shared/settings/settingSpecs.ts';
import { settingsSchema } from '../shared/settings/settings.ts';

const opening = `# Settings

Written by \`npm run generate\` from \`shared/settings/specs\`; change it there.

The board of settings (\`g s\`) shows every setting with what it does, where its value comes from and when a change counts. The desktop app keeps what was set in \`settings.json\` in its data folder, a browser in its own storage. What nobody set is as this machine's managers say, or as built in.

## The connection is tried first

A change of the connection is kept once the new one has answered, or when somebody insists; until then the present one stays. **Test connection** (\`t\`) names the step that failed and what to do: certificate files, DNS, TCP, proxy, TLS, HTTP, token, protocol. A token is never shown again once it is kept, and is never told to another gateway than the one that it was entered for: with another address, enter one anew.

## Managed for a fleet

One file for all users of a machine gives defaults, and locks what nobody may change:

- Linux: \`/etc/watchfloor/settings.json\`
- Windows: \`%PROGRAMDATA%\\Watchfloor\\settings.json\`
- macOS: \`/Library/Application Support/Watchfloor/settings.json\`

\`\`\`json
{
  "defaults": { "gatewayUrl": "wss://noc.example", "caFile": "/etc/ssl/noc-ca.pem", "mode": "wall" },
  "locked": ["gatewayUrl", "caFile"]
}
\`\`\`

What was set at a console goes before a default, and not before what is locked. A value that is not valid is left out and named in a notice; a file that can't be read is left out whole, and said. The console starts in either case. Everybody on the machine can read the file: a token in it should be a viewer's.

## Export and import

\`e\` writes what was set as a file: into the folder of records on the desktop, as a download in a browser. It holds no secrets and not who sits at the console. \`i\` reads one, shows what will change, and applies it only then: all of it or nothing. A file that can't be used is refused with the place in it and the reason.

## A first start

A desktop app that has no settings asks what the machine is (a wall, a workstation, or a trial with the simulator) and where its gateway is, tries that, and ends with a live board or with the reason why not. \`Esc\` leaves it; \`u\` on the board of settings returns to it. It is not asked with \`--gateway\`, on a managed machine, or in a browser.
`;

/** `docs/settings.md`: every setting, from its one description. */
export function settingsDocument(): string {
  const builtIn = settingsSchema.parse({});
  const sections = Object.entries(settingSections).map(([id, { title, about }]) => {
    const lines = settingNames
      .filter((name) => settingSpecs[name].section === id)
      .map((name) => {
        const { label, explain, takesEffect, shells, form } = settingSpecs[name];
        const where = shells === 'desktop' ? ', desktop app' : '';
        const value: unknown = builtIn[name];
        const isNone = value === undefined || (Array.isArray(value) && value.length === 0);
        const words = typeof value === 'string' ? value : JSON.stringify(value);
        const built = !isNone ? `\`${words}\`` : form.kind === 'switch' ? 'off' : 'none';
        return `- **${label}** (\`${name}\`${where}). ${explain} Built in: ${built}. A change counts ${takesEffect}.`;
      });
    return `## ${title}\n\n${about}\n\n${lines.join('\n')}\n`;
  });
  return [opening, ...sections].join('\n');
}
