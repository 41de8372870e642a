import assert from "node:assert/strict";
import type { AuditRow } from "../../ports/audit.ts";
import { auditHash } from "../../ports/audit-chain.ts";
import type { Store } from "../../ports/store.ts";
import { WORKSPACE, written } from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

const line = (atMs: number, changes: Partial<AuditRow> = {}): AuditRow => ({
  ...{
    workspaceId: WORKSPACE,
    atMs,
    deed: "token.created",
    subject: "token 7",
    subjectName: "CI é",
  },
  actor: { kind: "person", agentId: 40_001, tokenId: null, name: "Ann", address: "::1" },
  detail: { scopes: ["bots:read"], expires: null, count: 2 },
  ...changes,
});

const add = (row: AuditRow) => ({ kind: "add-audit", row }) as const;

/** Who did what. */
export const auditCases: readonly StoreCase[] = [
  {
    name: "gives back lines of the audit log as they were added, the newest first, after a reopening too",
    run: async ({ store, reopen }) => {
      const actor = {
        kind: "token",
        agentId: 40_001,
        tokenId: 3,
        name: "Bo",
        address: "",
      } as const;
      const lines = [line(10), line(10, { actor }), line(9, { deed: "sign_in", detail: {} })];
      await written(store, { records: lines.map(add) });
      const find = async (it = store) => await it.audit({ workspaceId: WORKSPACE, limit: 9 });
      const found = await find();
      assert.deepEqual(
        found.map(({ id: _, hash: _hash, ...row }) => row),
        lines.toReversed(),
      );
      const ids = found.map(({ id }) => id);
      assert.deepEqual(
        ids,
        ids.toSorted((a, b) => b - a),
      );
      assert.equal(new Set(ids).size, 3);
      assert.deepEqual(await find(await reopen()), found);
    },
    needs: "persistence",
  },
  {
    name: "finds lines of the audit log by deed, agent and time, a page after the other, in one workspace",
    run: async ({ store }) => {
      const guest = { kind: "guest", agentId: null, tokenId: null, name: "", address: "" } as const;
      await written(store, {
        records: [
          line(1),
          line(2, { deed: "token.revoked" }),
          line(3, { actor: guest }),
          line(4),
          line(5, { workspaceId: WORKSPACE + 1 }),
        ].map(add),
      });
      const find = async (filter: object) =>
        (await store.audit({ workspaceId: WORKSPACE, limit: 9, ...filter })).map(
          ({ atMs }) => atMs,
        );
      assert.deepEqual(await find({}), [4, 3, 2, 1]);
      assert.deepEqual(await find({ deed: "token.revoked" }), [2]);
      assert.deepEqual(await find({ agentId: 40_001 }), [4, 2, 1]);
      assert.deepEqual(await find({ sinceMs: 2, untilMs: 4 }), [3, 2]);
      const [first, second] = await store.audit({ workspaceId: WORKSPACE, limit: 2 });
      assert.deepEqual([first?.atMs, second?.atMs], [4, 3]);
      assert.deepEqual(await find({ beforeId: second?.id }), [2, 1]);
    },
  },
  {
    name: "keeps no line of the audit log of what was not written",
    run: async ({ store }) => {
      const taken = { kind: "add-setting", name: "once", value: "1" } as const;
      await written(store, { records: [taken] });
      assert.equal(await store.commit({ records: [add(line(1)), taken] }), "conflict");
      assert.deepEqual(await store.audit({ workspaceId: WORKSPACE, limit: 9 }), []);
    },
  },
  {
    name: "chains the lines of each workspace by their hashes, however many are written at once",
    run: async ({ store }) => {
      const others = WORKSPACE + 1;
      const taken = { kind: "add-setting", name: "once", value: "1" } as const;
      await Promise.all(
        [...Array(20).keys()].map(async (n) => {
          const workspaceId = n % 3 === 0 ? others : WORKSPACE;
          const lines = [line(n, { workspaceId }), line(n, { workspaceId, detail: {} })].map(add);
          // What conflicts leaves no link behind.
          await store.commit({ records: n % 5 === 4 ? [...lines, taken] : lines });
        }),
      );
      for (const workspaceId of [WORKSPACE, others]) {
        const all = await store.audit({ workspaceId, limit: 99 });
        const links = await followed(store, workspaceId);
        assert.deepEqual(
          links.map(({ id, hash }) => ({ id, hash })),
          all.toReversed().map(({ id, hash }) => ({ id, hash })),
        );
        const [newest] = all;
        assert.deepEqual(await store.auditHead(workspaceId), {
          ...{ id: newest?.id, hash: newest?.hash },
        });
      }
      assert.equal(await store.auditHead(WORKSPACE + 2), null);
    },
  },
  {
    name: "hashes a line of the audit log as every release does",
    run: async ({ store }) => {
      const sparse = {
        kind: "server",
        agentId: null,
        tokenId: null,
        name: "",
        address: "",
      } as const;
      await written(store, {
        records: [line(1_700_000_000_123), line(2, { actor: sparse })].map(add),
      });
      const links = await store.auditLinks(WORKSPACE, 0, 9);
      assert.deepEqual(links[0]?.content, [
        ...[1, WORKSPACE, 1_700_000_000_123, "person", 40_001, null, "Ann", "::1", "token.created"],
        ...["token 7", "CI é", '{"scopes":["bots:read"],"expires":null,"count":2}'],
      ]);
      assert.deepEqual(
        links.map(({ hash }) => hash),
        [
          "04c7d3251999b2b1bfd687dffd2e366f918efeefafdc11a4c854fd1458d64094",
          "17bcc6c49636e56d602f0a6e806448fad027bc39322bfb1455226cceb56f9f4a",
        ],
      );
      assert.deepEqual(await store.auditLinks(WORKSPACE, 1, 9), links.slice(1));
      assert.deepEqual(await store.auditLinks(WORKSPACE, 0, 1), links.slice(0, 1));
    },
  },
];

/** A workspace's links, each of which has to follow the one before it. */
async function followed(store: Store, workspaceId: number) {
  const links = await store.auditLinks(workspaceId, 0, 99);
  let before = "";
  for (const { hash, content } of links) {
    assert.equal(hash, auditHash(before, content));
    before = hash;
  }
  return links;
}
