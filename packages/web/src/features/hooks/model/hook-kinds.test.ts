import { HookExtraEvent, HookMessageType, HookSender } from "@parley/contract";
import { expect, test } from "vitest";
import { hookExtraEvents, hookSenders, hookTypes } from "./hook-kinds.ts";

test("all that a hook can be asked to send can be chosen, in the contract's order", () => {
  expect(hookTypes).toEqual(HookMessageType.options);
  expect(hookSenders).toEqual(HookSender.options);
  expect(hookExtraEvents).toEqual(HookExtraEvent.options);
});
