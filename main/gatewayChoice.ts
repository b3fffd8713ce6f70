import type { Settings } from '../shared/bridge.ts';
import { createTurns } from '../shared/turns.ts';
import type { EmbeddedGateway } from './embeddedGateway.ts';
import type { FeedEndpoint } from './feedLink.ts';
import { routeOf } from './gatewayRoute.ts';
import { feedUrlOf } from './gatewayUrl.ts';

export interface GatewayChoiceDeps {
  readonly settings: () => Settings;
  /** Named on the command line; goes before the settings, for this run. */
  readonly override: string | undefined;
  readonly makeEmbedded: () => Promise<EmbeddedGateway>;
  readonly use: (endpoint: FeedEndpoint) => Promise<void>;
  readonly onProblem: (sentence: string) => void;
}

/** Which gateway the console follows: the one in its settings, or one of its own. */
export class GatewayChoice {
  readonly #deps: GatewayChoiceDeps;
  #embedded: EmbeddedGateway | undefined;
  #chosen: string | undefined;
  readonly #inTurn = createTurns();

  constructor(deps: GatewayChoiceDeps) {
    this.#deps = deps;
  }

  /** Follows the settings; does nothing where they name the same gateway and token as before. */
  apply(): Promise<void> {
    return this.#inTurn(() => this.#apply());
  }

  /** Ends the embedded gateway, where there is one. */
  stop(): Promise<void> {
    return this.#inTurn(async () => this.#embedded?.stop());
  }

  async #apply(): Promise<void> {
    const settings = this.#deps.settings();
    const { token } = settings;
    const route = routeOf(settings);
    const gatewayUrl = this.#deps.override ?? settings.gatewayUrl;
    const choice = JSON.stringify([gatewayUrl, token, route]);
    if (choice === this.#chosen) return;
    this.#chosen = undefined;
    const url = gatewayUrl === undefined ? undefined : feedUrlOf(gatewayUrl);
    if (url?.ok === true) {
      await this.#deps.use({ url: url.value, token, source: url.value, route });
      await this.#embedded?.stop();
      this.#embedded = undefined;
      this.#chosen = choice;
      return;
    }
    // An address that can't be used is said, and the console still shows something.
    if (url !== undefined) this.#deps.onProblem(`${url.error} The gateway inside the console is used.`);
    if (this.#embedded === undefined) {
      this.#embedded = await this.#deps.makeEmbedded();
      this.#embedded.start();
    }
    await this.#deps.use({ url: this.#embedded.feedUrl, source: 'embedded' });
    this.#chosen = choice;
  }
}
