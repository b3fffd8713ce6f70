/** A file of the built console: its path below the page's folder, and the SHA-256 of its bytes, hexadecimal. */
export interface ShellFile {
  readonly path: string;
  readonly digest: string;
}

/** One build, as its service worker knows it. */
export interface ShellBuild {
  /** Changes with any file. */
  readonly version: string;
  readonly files: readonly ShellFile[];
}

export interface ShellCacheDeps {
  /** The page's folder, with a slash at its end. */
  readonly base: string;
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete' | 'match'>;
  readonly fetch: (url: string, options: RequestInit) => Promise<Response>;
  readonly digestOf: (bytes: ArrayBuffer) => Promise<string>;
}

const prefix = 'watchfloor-shell-';
/** Kept of an answer; lengths and encodings are those of the way here. */
const keptHeaders = [
  'content-type',
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'x-frame-options',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
];

/**
 * One whole build of the console in the browser's cache. A build is taken only when every file of it came with its own
 * digest; the one before it stays, for pages that were loaded from it.
 */
export class ShellCache {
  readonly #name: string;
  readonly #paths: ReadonlySet<string>;
  readonly #build: ShellBuild;
  readonly #deps: ShellCacheDeps;

  constructor(build: ShellBuild, deps: ShellCacheDeps) {
    this.#build = build;
    this.#deps = deps;
    this.#name = prefix + build.version;
    this.#paths = new Set(build.files.map(({ path }) => path));
  }

  /** Takes the whole build, or nothing: rejects with what was wrong, and the build before stays in use. */
  async install(): Promise<void> {
    const { caches } = this.#deps;
    try {
      const taken = await Promise.all(this.#build.files.map((file) => this.#take(file)));
      const cache = await caches.open(this.#name);
      await Promise.all(taken.map(([path, response]) => cache.put(this.#urlOf(path), response)));
    } catch (error) {
      await caches.delete(this.#name);
      throw error;
    }
  }

  /** Drops all builds but this one and the newest before it. */
  async activate(): Promise<void> {
    const { caches } = this.#deps;
    const others = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== this.#name);
    await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  }

  /**
   * The answer to a request of the page; undefined where it is none of the console's own files. The feed, the library
   * and the gateway's health are therefore never answered from here.
   */
  answer(request: Pick<Request, 'method' | 'url'>): Promise<Response> | undefined {
    const { base } = this.#deps;
    const { href, search, hash } = new URL(request.url);
    if (request.method !== 'GET' || !href.startsWith(base)) return undefined;
    const plain = href.slice(base.length, href.length - search.length - hash.length);
    const path = plain === '' ? 'index.html' : plain;
    if (this.#paths.has(path)) return this.#own(path, request.url);
    return path.startsWith('assets/') ? this.#ofAnyBuild(path, request.url) : undefined;
  }

  async #own(path: string, url: string): Promise<Response> {
    const kept = await (await this.#deps.caches.open(this.#name)).match(this.#urlOf(path));
    // A browser short of space may have dropped it.
    return kept ?? this.#deps.fetch(url, {});
  }

  /** The names of these carry a hash of their content: one of an older build is still the right one. */
  async #ofAnyBuild(path: string, url: string): Promise<Response> {
    return (await this.#deps.caches.match(this.#urlOf(path))) ?? this.#deps.fetch(url, {});
  }

  async #take({ path, digest }: ShellFile): Promise<readonly [string, Response]> {
    const { fetch, digestOf } = this.#deps;
    const answer = await fetch(this.#urlOf(path), { cache: 'no-store', redirect: 'error' });
    if (!answer.ok) throw new Error(`${path}: the gateway answered ${answer.status}`);
    const bytes = await answer.arrayBuffer();
    // A gateway that is being replaced hands out files of two builds.
    if ((await digestOf(bytes)) !== digest) throw new Error(`${path} is not the file of this build`);
    const headers = keptHeaders.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as [string, string]];
    });
    return [path, new Response(bytes, { headers })];
  }

  #urlOf(path: string): string {
    return path === 'index.html' ? this.#deps.base : this.#deps.base + path;
  }
}
