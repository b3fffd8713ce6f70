import type { ReactElement } from 'react';
import type { ServiceState } from '../../shared/model/service.ts';
import styles from './StateGlyph.module.css';

const mark = { fill: 'none', stroke: 'var(--on-fill)', strokeLinecap: 'round' } as const;
const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** One shape per state, so that colour is never the only sign. */
const shapes: Readonly<Record<ServiceState, ReactElement>> = {
  down: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
      <path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" {...mark} strokeWidth="1.9" />
    </>
  ),
  degraded: (
    <>
      <path d="M8 1.4L15.3 14.4H.7z" fill="currentColor" />
      <path d="M8 6v4" {...mark} strokeWidth="1.8" />
      <circle cx="8" cy="12.2" r="1.05" fill="var(--on-fill)" />
    </>
  ),
  unknown: (
    <>
      <rect
        x="1.2"
        y="1.2"
        width="13.6"
        height="13.6"
        rx="2"
        {...line}
        strokeWidth="1.7"
        strokeDasharray="2.6 2"
      />
      <path d="M5.9 6.2c.1-1.3 1-2 2.2-2s2.1.8 2.1 1.9c0 1.7-2.1 1.6-2.1 3.3" {...line} strokeWidth="1.6" />
      <circle cx="8.1" cy="11.8" r="1" fill="currentColor" />
    </>
  ),
  maintenance: (
    <>
      <circle cx="8" cy="8" r="6.6" {...line} strokeWidth="1.7" />
      <path d="M6 5.2v5.6M10 5.2v5.6" {...line} strokeWidth="2" />
    </>
  ),
  operational: <path d="M3.2 8.4l3.1 3.1 6.5-7" {...line} strokeWidth="1.8" />,
};

/** A state's shape, as high as the text beside it; the words are the caller's. */
export function StateGlyph({ state }: { readonly state: ServiceState }): ReactElement {
  return (
    <svg className={`glyph ${styles[state] ?? ''}`} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}
