import { FIRST_LOOK_MS } from '../../domain/write.ts';
import { ask, type Builder, type Steps } from '../statements.ts';

export interface Heartbeat {
  /** The gateway that is alive. */
  readonly holder: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** A gateway without a heartbeat for this long has ended. Null: all others have, whatever their clocks said. */
  readonly deadAfterMs: number | null;
}

/**
 * Records a heartbeat, and abandons the writes of gateways that have ended: they may have been sent, and their outcome is unknown.
 * Returns the number of abandoned writes.
 */
export function* keepAlive(database: Builder, beats: readonly Heartbeat[]): Steps<readonly number[]> {
  const counts: number[] = [];
  for (const beat of beats) counts.push(yield* keepOneAlive(database, beat));
  return counts;
}

function* keepOneAlive(database: Builder, { holder, now, deadAfterMs }: Heartbeat): Steps<number> {
  const dead = database.deleteFrom('holders');
  yield* ask(deadAfterMs === null ? dead : dead.where('seen_at', '<', now - deadAfterMs));
  yield* ask(
    database
      .insertInto('holders')
      .values({ holder, seen_at: now })
      .onConflict((conflict) => conflict.column('holder').doUpdateSet({ seen_at: now })),
  );
  const abandoned = yield* ask(
    database
      .updateTable('writes')
      .set({ outcome: 'UNKNOWN', ended_at: now, look_at: now + FIRST_LOOK_MS })
      .where('outcome', '=', 'IN_PROGRESS')
      .where('holder', 'not in', (eb) => eb.selectFrom('holders').select('holder'))
      .returning('id'),
  );
  return abandoned.length;
}
