import type { GateFailure, SilenceGate, SourceSilence } from '../../../../gateway/sources/source.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';

/** An Alertmanager in memory, with answers that can be lost and one that can be out of reach. */
export class FakeGate implements SilenceGate {
  silences: SourceSilence[] = [];
  isReachable = true;
  losesAnswers = false;
  refuses = false;
  puts = 0;
  lists = 0;

  async list() {
    this.lists += 1;
    return this.isReachable ? ok({ silences: [...this.silences], unreadable: 0 }) : err('connection refused');
  }

  async put(asked: Parameters<SilenceGate['put']>[0]): Promise<Result<string, GateFailure>> {
    if (!this.isReachable) return err({ problem: 'connection refused', isFinal: false });
    if (this.refuses) return err({ problem: 'HTTP 400: silence invalid', isFinal: true });
    this.puts += 1;
    const id = asked.id ?? `made-${this.puts}`;
    this.silences = [...this.silences.filter((one) => one.id !== id), { ...asked, id, state: 'active' }];
    return this.losesAnswers ? err({ problem: 'no answer in 5 s', isFinal: false }) : ok(id);
  }

  async expire(id: string): Promise<Result<true, GateFailure>> {
    this.silences = this.silences.map((one) => (one.id === id ? { ...one, state: 'expired' } : one));
    return ok(true);
  }

  get inForce(): readonly SourceSilence[] {
    return this.silences.filter(({ state }) => state !== 'expired');
  }
}
