import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { openStudio, somebody } from "../../../app/testing/open-studio.tsx";

test("an owner gives the workspace another name, and sees it at once", async () => {
  const answers = { session: somebody() };
  const { user, server } = openStudio("/settings/workspace", {
    "GET /studio/api/session": () => ({ body: answers.session }),
    "PATCH /studio/api/workspace": () => {
      const [present] = answers.session.workspaces;
      if (present)
        answers.session = { ...answers.session, workspaces: [{ ...present, name: "Mill" }] };
      return {};
    },
  });
  const name = await screen.findByLabelText("Name");
  expect((name as HTMLInputElement).value).toBe("Harbour");
  await user.clear(name);
  await user.type(name, "Mill");
  await user.click(screen.getByRole("button", { name: "Save name" }));
  expect(await screen.findByRole("heading", { name: "Mill" })).toBeDefined();
  expect(server.asked("PATCH /studio/api/workspace")).toEqual([{ name: "Mill" }]);
});

test("others are offered neither another name nor a workspace that they may not make", async () => {
  openStudio("/settings/workspace", { "GET /studio/api/session": { body: somebody("manager") } });
  await screen.findByRole("heading", { name: "Harbour" });
  expect(screen.queryByLabelText("Name")).toBeNull();
  expect(screen.queryByLabelText("Name of the workspace")).toBeNull();
});
