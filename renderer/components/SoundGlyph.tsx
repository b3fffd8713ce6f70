/** How a sound stands, as its sign shows it. */
export type SoundGlyphKind = 'on' | 'elsewhere' | 'off' | 'missing' | 'refused' | 'snoozed' | 'quiet';

const cross = 'M16.5 9l5 6M21.5 9l-5 6';
const besides: Readonly<Record<SoundGlyphKind, string>> = {
  on: 'M16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  elsewhere: 'M16.5 12h5M19.5 10l2 2-2 2',
  off: cross,
  missing: cross,
  refused: 'M16.5 9.6a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.6M18.9 16.4v.1',
  snoozed: 'M19 8a4.4 4.4 0 1 0 .01 0zM19 10.2v2.4l1.7 1',
  quiet: 'M21.8 14.2a4.6 4.6 0 0 1-3.4-7.4 4.6 4.6 0 1 0 3.4 7.4z',
};

/** A loudspeaker, and what keeps it silent: each kind has a shape of its own. */
export function SoundGlyph({ kind }: { readonly kind: SoundGlyphKind }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1.4em"
      height="1.4em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M3 9.5h4l5-4v13l-5-4H3z" fill={kind === 'on' ? 'currentColor' : 'none'} />
      <path d={besides[kind]} />
    </svg>
  );
}
