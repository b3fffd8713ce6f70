import { alertmanagerFile } from '../generate/alertmanagerFile.ts';
import { remark } from './terminal.ts';
import { deliver, policyToWrite } from './writtenFile.ts';

/** What `watchfloor alertmanager` is told. */
export interface AlertmanagerChoices {
  readonly policy: string;
  readonly gateway: string;
  readonly gatewayTokenFile?: string;
  readonly gatewayCaFile?: string;
  readonly secrets: string;
  readonly direct?: boolean;
  readonly out?: string;
}

/** Writes an Alertmanager configuration; answers the exit code. */
export async function writeAlertmanager({ policy, out, ...options }: AlertmanagerChoices): Promise<number> {
  const loaded = await policyToWrite(policy);
  if (!loaded.ok) return loaded.error;
  const isLocal = /^(localhost|127\.|\[::1\])/.test(new URL(options.gateway).host);
  if (!isLocal && options.gatewayTokenFile === undefined)
    remark(
      'a gateway on another machine takes alerts only with a token: give --gateway-token-file, ' +
        'and make one with: watchfloor token add --person Alertmanager --role operator',
    );
  const next = 'check it with amtool check-config, then reload Alertmanager (SIGHUP).';
  return deliver(alertmanagerFile(loaded.value, options), out, next);
}
