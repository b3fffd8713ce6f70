import type { Command } from '../../shared/feed/commands.ts';
import type { CommandResult } from '../../shared/feed/frames.ts';
import type { Role } from '../../shared/feed/roles.ts';
import type { Instant } from '../../shared/model/instant.ts';

/** A command that was read, checked and allowed, with who gave it. */
export interface GivenCommand {
  /** The console's own id: giving it again is harmless. */
  readonly commandId: string;
  readonly command: Command;
  readonly person: string;
  readonly role: Role;
  /** When the operator gave it; never ahead of the gateway's clock. */
  readonly givenAt: Instant;
}

/** Carries commands out. What it answers is durable when it returns. */
export interface CommandDesk {
  submit(given: GivenCommand): CommandResult;
}
