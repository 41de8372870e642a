import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { openStudio, somebody } from "../../app/testing/open-studio.tsx";

const answers = {
  "GET /studio/api/session": { body: somebody() },
  "GET /v1/bots/": { body: { success: true, total: 0, bots: [] } },
};

for (const place of ["builder", "versions"])
  test(`the ${place} of a bot that is not there leads back to those that are`, async () => {
    const { user, address } = openStudio(`/bots/999/${place}`, answers);
    expect(await screen.findByText("There is nothing at this address")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    await user.click(screen.getByRole("link", { name: "Go to bots" }));
    expect(address()).toBe("/studio/bots");
  });

test("a bot that cannot be read just now can be tried again", async () => {
  const fails = { status: 500, body: { detail: "The store does not answer." } };
  openStudio("/bots/5/builder", {
    ...answers,
    "GET /v1/bots/5/": fails,
    "GET /v1/bots/5/draft/": fails,
  });
  expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
  expect(screen.getByText("This bot cannot be opened")).toBeTruthy();
});
