import { TextForm } from '../../components/TextForm.tsx';
import type { HandoffForm } from './handoffForms.ts';
import { useDraft } from './useDraft.ts';
import type { HandoffActs } from './useHandoffActs.ts';

/** The open form of the board; what is typed in it is kept like the notes. */
export function FormOfBoard({
  form,
  acts,
}: {
  form: HandoffForm;
  acts: Pick<HandoffActs, 'send' | 'sent' | 'close'>;
}) {
  const { draft, type, drop } = useDraft(form.id);
  const text = draft?.text ?? '';
  return (
    <TextForm
      {...form}
      text={text}
      onText={(typed) => type(typed, 0)}
      onSend={() => {
        // The outbox has it before the draft lets go: a console killed in between has it twice, never not at all.
        acts.send(form.command, form.params(text), (command) => {
          if (text !== '') acts.sent(command, form.id, text);
          drop();
        });
        acts.close();
      }}
      onClose={acts.close}
    />
  );
}
