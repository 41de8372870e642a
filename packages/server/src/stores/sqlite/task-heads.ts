import type { DatabaseSync } from "node:sqlite";
import type { TaskRoom } from "../../ports/tasks.ts";
import { compareBytes } from "../compare-bytes.ts";
import { nullable, number, text } from "./column.ts";
import { dueHeads, firstReady, owedHosts } from "./task-sql.ts";
import { prepareAll } from "./turn-statements.ts";

/** The first tasks of lanes: what may be claimed. */
export interface Heads {
  /** Those that are due, oldest first, of each host no more than there is room for. */
  due(nowMs: number, limit: number, room: TaskRoom): readonly Head[];
  /** When the first is ready that there is any room for. */
  firstReadyMs(room?: TaskRoom): number | null;
}

interface Head {
  readonly conversationId: number;
  readonly key: string;
  readonly readyMs: number;
}

/** Prepares the look-ups: a few for each host that is owed anything, none that grows with what is owed to it. */
export function prepareHeads(db: DatabaseSync): Heads {
  const sql = prepareAll(db, { owedHosts, dueHeads, firstReady });

  function hostsWithRoom(room?: TaskRoom): [string, number][] {
    const hosts =
      room?.others === 0
        ? [...room.hosts.keys()]
        : sql.owedHosts.all().map((row) => text.read(row.host));
    return hosts
      .map((host): [string, number] => [host, roomFor(room, host)])
      .filter(([, places]) => places > 0);
  }

  const dueOf = (host: string, nowMs: number, limit: number): Head[] =>
    sql.dueHeads.all(host, nowMs, limit).map((row) => ({
      conversationId: number.read(row.conversation_id),
      key: text.read(row.key),
      readyMs: number.read(row.ready_ms),
    }));

  return {
    due: (nowMs, limit, room) =>
      hostsWithRoom(room)
        .flatMap(([host, places]) =>
          dueOf(host, nowMs, 1).map((first) => ({ ...first, host, places })),
        )
        // The oldest of all are with the hosts whose first is oldest: of the others nothing need be read.
        .sort(byReadiness)
        .slice(0, limit)
        .flatMap(({ host, places }) => dueOf(host, nowMs, Math.min(places, limit)))
        .sort(byReadiness)
        .slice(0, limit),
    firstReadyMs: (room) => {
      const times = hostsWithRoom(room)
        .map(([host]) => nullable(number).read(sql.firstReady.get(host)?.ready))
        .filter((ms) => ms !== null);
      return times.length === 0 ? null : Math.min(...times);
    },
  };
}

const roomFor = (room: TaskRoom | undefined, host: string): number =>
  room === undefined ? Number.POSITIVE_INFINITY : (room.hosts.get(host) ?? room.others);

const byReadiness = (a: Head, b: Head): number =>
  a.readyMs - b.readyMs || a.conversationId - b.conversationId || compareBytes(a.key, b.key);
