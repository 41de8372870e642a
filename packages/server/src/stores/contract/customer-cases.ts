import assert from "node:assert/strict";
import type { Field, State } from "@parley/flow";
import type { Conversation, CustomerFilter, CustomerRange, Store } from "../../ports/store.ts";
import {
  CHANNEL,
  conversation,
  customerWith,
  firstTurn,
  nextTurn,
  WORKSPACE,
  written,
} from "./samples.ts";
import type { StoreCase } from "./store-case.ts";

const text = (value: string): Field => ({ type: "string", value });

async function addCustomer(
  store: Store,
  id: number,
  state: Partial<State>,
  changes: Partial<Conversation> = {},
): Promise<Conversation> {
  const base = conversation(id, changes);
  const turn = firstTurn({ ...base, state: { ...base.state, ...state } });
  await written(store, { turn });
  return turn.conversation;
}

async function find(store: Store, filter: Partial<CustomerFilter>) {
  const page = await store.customers({ workspaceId: WORKSPACE, offset: 0, limit: 100, ...filter });
  return { total: page.total, ids: page.rows.map(({ id }) => id) };
}

const ids = async (store: Store, filter: Partial<CustomerFilter>): Promise<readonly number[]> =>
  (await find(store, filter)).ids;

/** Customer lists: filters, prefix searches, exact totals, ascending ids. */
export const customerCases: readonly StoreCase[] = [
  {
    name: "pages through customers in ascending order with an exact total",
    run: async ({ store }) => {
      for (const id of [5, 3, 9, 1, 7]) {
        await customerWith(store, id);
      }
      assert.deepEqual(await find(store, { limit: 2 }), { total: 5, ids: [1, 3] });
      assert.deepEqual(await find(store, { offset: 3, limit: 5 }), { total: 5, ids: [7, 9] });
      assert.deepEqual(await find(store, { offset: 5 }), { total: 5, ids: [] });
      assert.deepEqual(await find(store, { limit: 0 }), { total: 5, ids: [] });
      const { rows } = await store.customers({ workspaceId: WORKSPACE, offset: 0, limit: 1 });
      assert.deepEqual(rows, [conversation(1)]);
    },
  },
  {
    name: "filters customers by workspace, channel, agent, archive and consent, and by all at once",
    run: async ({ store }) => {
      const holder = { id: 40_001, name: "Ann" };
      await addCustomer(store, 1, {});
      await addCustomer(store, 2, { holder }, { channelId: CHANNEL + 1, isOptedIn: true });
      await addCustomer(store, 3, { isArchived: true, holder }, { isOptedIn: true });
      await addCustomer(store, 4, {}, { workspaceId: 2 });
      assert.deepEqual(await ids(store, {}), [1, 2, 3]);
      assert.deepEqual(await ids(store, { workspaceId: 2 }), [4]);
      assert.deepEqual(await ids(store, { channelId: CHANNEL }), [1, 3]);
      assert.deepEqual(await ids(store, { agentId: 40_001 }), [2, 3]);
      assert.deepEqual(await ids(store, { isArchived: true }), [3]);
      assert.deepEqual(await ids(store, { isArchived: false }), [1, 2]);
      assert.deepEqual(await ids(store, { isOptedIn: false }), [1]);
      const all = { channelId: CHANNEL, agentId: 40_001, isArchived: true, isOptedIn: true };
      assert.deepEqual(await find(store, all), { total: 1, ids: [3] });
      assert.equal(await store.countCustomers(CHANNEL), 3);
      assert.equal(await store.countCustomers(CHANNEL + 9), 0);
    },
  },
  {
    name: "reads customers by their numbers, from either end, of a workspace or one channel",
    run: async ({ store }) => {
      for (const id of [5, 3, 9, 1, 7]) {
        await addCustomer(store, id, {}, { channelId: id > 4 ? CHANNEL : CHANNEL + 1 });
      }
      await addCustomer(store, 6, {}, { workspaceId: 2 });
      const between = async (range: Partial<CustomerRange>) => {
        const rows = await store.customersBetween({ workspaceId: WORKSPACE, limit: 2, ...range });
        return rows.map(({ id }) => id);
      };
      assert.deepEqual(await between({}), [1, 3]);
      assert.deepEqual(await between({ afterId: 3 }), [5, 7]);
      assert.deepEqual(await between({ afterId: 4, limit: 9 }), [5, 7, 9]);
      assert.deepEqual(await between({ afterId: 9 }), []);
      assert.deepEqual(await between({ beforeId: 9 }), [5, 7]);
      assert.deepEqual(await between({ afterId: 3, beforeId: 7 }), [5]);
      assert.deepEqual(await between({ beforeId: Number.MAX_SAFE_INTEGER, limit: 1 }), [9]);
      assert.deepEqual(await between({ beforeId: 1 }), []);
      assert.deepEqual(await between({ limit: 0 }), []);
      assert.deepEqual(await between({ channelId: CHANNEL }), [5, 7]);
      assert.deepEqual(await between({ channelId: CHANNEL, afterId: 5 }), [7, 9]);
      assert.deepEqual(await between({ channelId: CHANNEL + 1, beforeId: 9 }), [1, 3]);
      assert.deepEqual(await between({ channelId: CHANNEL + 9 }), []);
      assert.deepEqual(await between({ workspaceId: 2 }), [6]);
      await written(store, { records: [{ kind: "erase-conversation", conversationId: 5 }] });
      assert.deepEqual(await between({ afterId: 3 }), [7, 9]);
      const range = { workspaceId: WORKSPACE, beforeId: 4, limit: 1 };
      assert.deepEqual(await store.customersBetween(range), [await store.conversation(3)]);
    },
  },
  {
    name: "searches by the beginning of name, e-mail and phone, ignoring case and composition",
    run: async ({ store }) => {
      await addCustomer(store, 1, {
        fields: { name: text("Élodie Durand"), email: text("Elodie@Example.org") },
      });
      await addCustomer(store, 2, {
        fields: { name: text("ELO"), phone: text("+34 612-345-678") },
      });
      await addCustomer(store, 3, { fields: { name: text("100%_sure") } });
      await addCustomer(store, 4, {
        fields: { phone: { type: "integer", value: 34_612 }, name: { type: "object", value: [] } },
      });
      await addCustomer(store, 5, { fields: { name: text("\u{10FFFF}z") } });
      const by = (kind: "name" | "email" | "phone", words: string) =>
        ids(store, { search: { by: kind, text: words } });
      assert.deepEqual(await by("name", "e\u0301LO"), [1]);
      assert.deepEqual(await by("name", "elo"), [2]);
      assert.deepEqual(await by("name", "durand"), []);
      assert.deepEqual(await by("name", "100%"), [3]);
      assert.deepEqual(await by("name", "100_"), []);
      assert.deepEqual(await by("name", "%"), []);
      assert.deepEqual(await by("name", "\u{10FFFF}"), [5]);
      assert.deepEqual(await by("name", ""), [1, 2, 3, 5]);
      assert.deepEqual(await by("email", "elodie@example.ORG"), [1]);
      assert.deepEqual(await by("phone", "+34612345"), [2]);
      assert.deepEqual(await by("phone", "3461"), [4]);
      const found = { search: { by: "name", text: "E" }, channelId: CHANNEL } as const;
      assert.deepEqual(await find(store, { ...found, limit: 1 }), { total: 1, ids: [2] });
    },
  },
  {
    name: "follows the state with every turn",
    run: async ({ store }) => {
      const first = await addCustomer(store, 1, { fields: { name: text("Ann") } });
      const second = nextTurn(first, {
        state: {
          fields: { name: text("Bea") },
          isArchived: true,
          holder: { id: 40_002, name: "Bo" },
        },
      });
      await written(store, { turn: second });
      assert.deepEqual(await ids(store, { search: { by: "name", text: "ann" } }), []);
      assert.deepEqual(await ids(store, { search: { by: "name", text: "bea" } }), [1]);
      assert.deepEqual(await ids(store, { isArchived: true, agentId: 40_002 }), [1]);
      const third = nextTurn(
        { ...second.conversation, isOptedIn: true },
        { state: { fields: {}, holder: null, isArchived: false } },
      );
      await written(store, { turn: third });
      assert.deepEqual(await ids(store, { search: { by: "name", text: "" } }), []);
      assert.deepEqual(await ids(store, { isArchived: false, isOptedIn: true }), [1]);
      assert.deepEqual(await ids(store, { agentId: 40_002 }), []);
    },
  },
  {
    name: "follows each thing that customers are found by where a turn changes it alone, or all of them",
    run: async ({ store }) => {
      const changes: readonly [Partial<State>, Partial<CustomerFilter>][] = [
        [{ fields: { name: text("Ann") } }, { search: { by: "name", text: "ann" } }],
        [{ fields: { email: text("a@b.org") } }, { search: { by: "email", text: "a@b" } }],
        [{ fields: { phone: text("+34 612") } }, { search: { by: "phone", text: "+346" } }],
        [{ holder: { id: 40_002, name: "Bo" } }, { agentId: 40_002 }],
        [{ isArchived: true }, { isArchived: true }],
      ];
      const whole = Object.assign({}, ...changes.map(([change]) => change));
      const fields = Object.assign({}, ...changes.map(([change]) => change.fields));
      let before = await customerWith(store, 1);
      const none = before.state;
      const follow = async (state: Partial<State>): Promise<void> => {
        const turn = nextTurn(before, { before, state });
        await written(store, { turn });
        before = turn.conversation;
        assert.deepEqual(await store.conversation(1), before);
      };
      const expectFound = async (isFound: (at: number) => boolean): Promise<void> => {
        for (const [at, [, filter]] of changes.entries())
          assert.deepEqual(await ids(store, filter), isFound(at) ? [1] : []);
      };
      for (const [at, [change]] of changes.entries()) {
        await follow(change);
        await expectFound((other) => other === at);
        await follow({ ...none, seq: before.state.seq });
        await expectFound(() => false);
      }
      await follow({ ...whole, fields });
      await expectFound(() => true);
    },
  },
];
