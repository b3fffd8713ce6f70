import { z } from 'zod';
import { gatewayAddressSchema, pathSchema, proxyAddressSchema } from '../settingFields.ts';
import { setting, type SettingSpec } from '../settingSpec.ts';

const tokenSchema = z
  .string()
  .max(256, 'A token has at most 256 characters.')
  .regex(/^[\x21-\x7e]*$/, {
    message: 'A token has no spaces and no letters beyond ASCII: copy it again, without line breaks.',
  });
const secretSchema = z.string().max(256, 'At most 256 characters are kept.');
const connection = {
  section: 'connection',
  takesEffect: 'once the connection has answered',
  shells: 'desktop',
} as const;

/** How the gateway is reached. */
export const connectionSpecs = {
  gatewayUrl: setting({
    ...connection,
    label: 'Gateway',
    explain:
      'Address of the gateway that is followed; without one, the gateway inside this console, with its policy.',
    form: { kind: 'text', example: 'wss://noc.example/feed' },
    change: gatewayAddressSchema,
    kept: z.string().max(2048).optional(),
  }),
  token: setting({
    ...connection,
    shells: 'both',
    label: 'Access token',
    explain:
      'Says to the gateway who this console is; an administrator makes one with "watchfloor token add".',
    form: { kind: 'secret' },
    change: tokenSchema,
    kept: z.string().max(256).optional(),
  }),
  caFile: setting({
    ...connection,
    label: 'Custom CA',
    explain:
      'PEM file of an authority that is trusted for the gateway and an https proxy, besides the usual ones.',
    form: { kind: 'text', example: '/etc/ssl/certs/noc-ca.pem' },
    change: pathSchema,
    kept: z.string().max(1024).optional(),
  }),
  clientCertFile: setting({
    ...connection,
    label: 'Client certificate',
    explain:
      'PEM file that is shown to a gateway, or the proxy before it, that asks for one; it needs its key.',
    form: { kind: 'text', example: '/etc/watchfloor/wall-3.pem' },
    change: pathSchema,
    kept: z.string().max(1024).optional(),
  }),
  clientKeyFile: setting({
    ...connection,
    label: 'Key of the certificate',
    explain: 'PEM file of its private key; it is read at each connection, and never copied.',
    form: { kind: 'text', example: '/etc/watchfloor/wall-3.key' },
    change: pathSchema,
    kept: z.string().max(1024).optional(),
  }),
  clientKeyPassword: setting({
    ...connection,
    label: "Key's password",
    explain: 'Only where the key is encrypted.',
    form: { kind: 'secret' },
    change: secretSchema,
    kept: z.string().max(256).optional(),
  }),
  proxyUrl: setting({
    ...connection,
    label: 'Proxy',
    explain: 'HTTP proxy on the way to the gateway (CONNECT); without one, the connection is direct.',
    form: { kind: 'text', example: 'http://proxy.example:3128' },
    change: proxyAddressSchema,
    kept: z.string().max(2048).optional(),
  }),
  proxyPassword: setting({
    ...connection,
    label: "Proxy's password",
    explain:
      'Only where the proxy asks for one; the user stands in its address: http://user@proxy.example:3128.',
    form: { kind: 'secret' },
    change: secretSchema,
    kept: z.string().max(256).optional(),
  }),
} as const satisfies Record<string, SettingSpec>;
