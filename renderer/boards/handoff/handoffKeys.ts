/** The keys of the board and what they do, as the list of all keys shows them. */
export const handoffKeys = [
  ['j k', 'next, previous line'],
  ['x u', 'tick, untick the chosen item', ['tick the chosen item', 'untick the chosen item']],
  ['a', 'accept the chosen incident'],
  ['i v', 'ask back, answer', ['ask back on the chosen incident', 'answer what was asked back']],
  ['p d', 'promise, promise done'],
  ['c', 'test every channel'],
  ['n s', 'write the notes, sign'],
  ['Shift T', 'emergency takeover'],
  ['Shift B', 'begin now'],
  ['[ ]', 'newer, older'],
  ['Shift D P', 'as Markdown, print', ['the handoff as Markdown', 'print the handoff']],
  ['Shift R', 'records, search and compare'],
] as const;
