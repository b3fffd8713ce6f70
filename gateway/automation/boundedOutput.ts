/** Of what an action says, this much is kept, bytes. */
export const outputBytes = 4_096;

const control = /\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** What may be kept of an action's output: readable, without its secrets, at most `outputBytes` long. */
export function boundedOutput(text: string, secrets: readonly string[] = []): string {
  let kept = text.replace(/\r\n/g, '\n').replace(control, '');
  for (const secret of secrets) if (secret !== '') kept = kept.replaceAll(secret, '[secret]');
  const bytes = Buffer.from(kept.trim());
  if (bytes.length <= outputBytes) return kept.trim();
  const note = '\n[cut]';
  // A character that the cut went through is dropped.
  return (
    bytes
      .subarray(0, outputBytes - note.length)
      .toString('utf8')
      .replace(/\ufffd+$/, '') + note
  );
}
