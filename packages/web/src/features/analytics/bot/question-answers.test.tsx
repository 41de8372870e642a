import type { QuestionInsights } from "@parley/contract";
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { readOutline } from "../model/flow-outline.ts";
import { sampleFlow } from "../testing/sample-insights.ts";
import { QuestionAnswers } from "./question-answers.tsx";

const block = readOutline(sampleFlow).blocks.get("choose");
const question: QuestionInsights = {
  block: "choose",
  kind: "buttons",
  answered: 100,
  values: [
    { value: "tea", count: 60 },
    ...["rum", "ale", "gin", "port", "milk"].map((value) => ({ value, count: 6 })),
  ],
  other: 10,
  number: null,
};
const rows = () => screen.getAllByRole("listitem").map(({ textContent }) => textContent);

test("The five most frequent answers stand there in the words of the options, the rest as one", async () => {
  render(<QuestionAnswers question={question} block={block} />);
  expect(rows()).toEqual(["Tea6060%", "Rum66%", "ale66%", "gin66%", "port66%", "All others1616%"]);
  await userEvent.click(screen.getByRole("button", { name: "Show 1 more" }));
  expect(rows().slice(-2)).toEqual(["milk66%", "All others1010%"]);
});

test("Answers about people are counted and not listed", () => {
  render(<QuestionAnswers question={{ ...question, values: [], other: 100 }} block={block} />);
  expect(screen.queryByRole("list")).toBeNull();
  screen.getByText(/counted and not listed/);
});

test("Numbers are told by their mean and by how often each size came", () => {
  const number = {
    ...{ count: 10, mean: 4.5, least: 1, most: 9 },
    histogram: [
      { from: 1, to: 5, count: 8 },
      { from: 5, to: 9, count: 2 },
    ],
  };
  render(<QuestionAnswers question={{ ...question, values: [], number }} block={block} />);
  expect(screen.getByText("Mean").nextSibling?.textContent).toBe("4.5");
  const columns = screen.getAllByRole("listitem").map(({ title }) => title);
  expect(columns).toEqual(["1 to 5: 8", "5 to 9: 2"]);
});
