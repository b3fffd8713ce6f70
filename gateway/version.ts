import packageJson from '../package.json' with { type: 'json' };

/** The gateway's version, as told to consoles. */
export const gatewayVersion = packageJson.version;
