import { AppError } from "../../errors.ts";
import { refuseOtherMethods } from "../other-methods.ts";
import type { ServedRoute } from "../route-spec.ts";
import { serveAccount } from "./account-routes.ts";
import { serveInvitations } from "./invitation-routes.ts";
import { serveSignIn } from "./sign-in-routes.ts";
import type { StudioPorts } from "./studio-ports.ts";

/** Serves `/studio/api/`: what the Studio needs beyond the platform API. Gives the list of what it serves. */
export async function serveStudio(
  ports: Omit<StudioPorts, "served">,
): Promise<readonly ServedRoute[]> {
  const served: ServedRoute[] = [];
  await ports.app.register(async (app) => {
    const shared = { ...ports, app, served };
    for (const serve of [serveSignIn, serveAccount, serveInvitations]) serve(shared);
    refuseOtherMethods(app, served);
    // Else the Studio's own page would answer what is no page.
    app.all("/studio/api/*", async () => {
      throw new AppError("not-found");
    });
  });
  return served;
}
