// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { ChainLink } from '../../../../shared/model/chain.ts';
import { ChainStrip } from '../../../../renderer/components/ChainStrip.tsx';

it('the chain says of a certificate what its name says, and no age', () => {
  const gateway: ChainLink = {
    ...{
      id: 'gateway',
      name: 'apac-1',
      kind: 'gateway',
      freshness: 'fresh',
      heardAt: 1_000,
      freshForMs: 6_000,
    },
  };
  const certificate: ChainLink = {
    ...{ id: 'certificate', name: 'TLS certificate ends 2026-12-05', kind: 'gateway', freshness: 'late' },
    freshForMs: 1,
  };
  const shown = (chain: readonly ChainLink[]): string =>
    renderToStaticMarkup(<ChainStrip chain={chain} now={2_000} live />).replace(/<[^>]+>/g, ' ');
  expect(shown([gateway, certificate])).toMatch(/Gateway .*TLS certificate ends 2026-12-05 *$/);
  expect(shown([gateway, { ...certificate, heardAt: 0 }])).toMatch(/late 2 s *$/);
});
