import type { ConnectionStep } from '../shared/connectionReport.ts';

/** What to do about an error of the system or of TLS, by its code. */
const byCode: Readonly<Record<string, string>> = {
  ENOTFOUND:
    "Check the name; if it is right, this machine's DNS does not know it: ask whoever runs the network.",
  EAI_AGAIN: "DNS itself does not answer: check this machine's network.",
  ECONNREFUSED: 'Nothing listens there: check the port, and that it runs.',
  EHOSTUNREACH: 'No way leads there from this machine: check the network, a VPN, or a proxy.',
  ENETUNREACH: 'No way leads there from this machine: check the network, a VPN, or a proxy.',
  ETIMEDOUT: 'A firewall drops it, or the machine is off: ask whoever runs the network, or give a proxy.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'It signs itself: name its certificate file as custom CA.',
  SELF_SIGNED_CERT_IN_CHAIN:
    "It is signed by an authority of your own: name that authority's file as custom CA.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "It is signed by an authority of your own: name that authority's file as custom CA.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "It is signed by an authority of your own: name that authority's file as custom CA.",
  CERT_HAS_EXPIRED: "Renew the gateway's certificate; if it is valid, this machine's clock is wrong.",
  CERT_NOT_YET_VALID: "This machine's clock is wrong, or the gateway's certificate begins later.",
  ERR_TLS_CERT_ALTNAME_INVALID:
    'Use a name that the certificate is made for, or have one made for this name.',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'The port speaks no TLS: use ws:// or http://, or the port of the TLS listener.',
  ERR_SSL_PACKET_LENGTH_TOO_LONG:
    'The port speaks no TLS: use ws:// or http://, or the port of the TLS listener.',
};

const byStep: Readonly<Record<ConnectionStep, string>> = {
  files: 'Correct the path, or put the right file there.',
  dns: 'Check the name.',
  tcp: 'Check host and port.',
  proxy: "Check the proxy's address, its user and password, and that it lets this host and port through.",
  tls: 'Ask whoever runs the gateway which certificates it uses and asks for.',
  http: 'Check the path and the port: the feed of a gateway is at /feed.',
  token:
    'Enter a token that is valid at this gateway; an administrator makes one with "watchfloor token add".',
  protocol: 'Check that it is a Watchfloor gateway; if it is, update the older of the two.',
};

/** What to do where a step failed. */
export const adviceFor = (step: ConnectionStep, code: string | undefined): string =>
  (code === undefined ? undefined : byCode[code]) ?? byStep[step];
