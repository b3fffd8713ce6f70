import { InvalidArgumentError } from 'commander';

/** Reads an address such as `http://127.0.0.1:8450`, without a slash at its end. */
export function readHttpUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '') {
    throw new InvalidArgumentError('It is written http://HOST:PORT or https://HOST/PATH.');
  }
  return url.href.replace(/\/+$/, '');
}
