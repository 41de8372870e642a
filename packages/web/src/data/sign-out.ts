import type { Api } from "./api.ts";
import { loadPage } from "./page-loads.ts";

/** Ends this session, and forgets everything that was read in it. */
export async function signOut(api: Api): Promise<void> {
  await api.write("POST", "/studio/api/sign_out");
  loadPage("/sign-in");
}
