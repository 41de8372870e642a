import { test } from "vitest";
import { storeContract } from "../store-contract.ts";
import { openMemoryStore } from "./open-memory-store.ts";

storeContract({
  name: "memory",
  open: openMemoryStore,
  capabilities: [],
  test: (name, run) => test(name, () => run("")),
});
