import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdown } from "./markdown.js";
import { coloured, plain } from "./paint.js";

const PAGE = `# \`uncertain-at-dpc-level\`

<!-- made by hand -->
A call of an \`AtDpcLevel\` form where IRQL >= \`DISPATCH_LEVEL\` is **not certain**, as the [article](https://example.org/a)
says; see [the other page](mixed-spin-lock-use.md).

## Bad

\`\`\`ts
const onDone: IO_COMPLETION_ROUTINE = () => {
  KeAcquireSpinLockAtDpcLevel(lock);

};
\`\`\`

- first, which is so long that it has to go on in the next line of this terminal
  and continues in the source
- second
1. one

> A word of care
> in two lines

| tool | rule |
| --- | :--- |
| SDV | \`IrqlKeDispatchLte\\|2\` |
| PREfast | none |

---
The end
`;

describe("markdown", () => {
  it("is readable without colour", () => {
    expect(`\n${markdown(PAGE, { width: 60, paint: plain })}`).toMatchInlineSnapshot(`
      "
      uncertain-at-dpc-level

      A call of an \`AtDpcLevel\` form where IRQL >=
      \`DISPATCH_LEVEL\` is not certain, as the article
      (https://example.org/a) says; see the other page (\`irql
      explain mixed-spin-lock-use\`).

      Bad

          const onDone: IO_COMPLETION_ROUTINE = () => {
            KeAcquireSpinLockAtDpcLevel(lock);

          };

        - first, which is so long that it has to go on in the next
          line of this terminal and continues in the source
        - second
        1. one

      | A word of care in two lines

      tool     rule
      SDV      \`IrqlKeDispatchLte|2\`
      PREfast  none

      The end
      "
    `);
  });

  it("tells code, headings and strong words apart by colour", () => {
    const text = markdown("# a\n\nb `c` **d**", { width: 60, paint: coloured });
    expect(text).toBe("\u001b[1m\u001b[4ma\u001b[24m\u001b[22m\n\nb \u001b[36m`c`\u001b[39m \u001b[1md\u001b[22m\n");
  });

  it("reads any text to its end", () => {
    const piece = fc.constantFrom(
      "# ",
      "```",
      "- ",
      "1. ",
      "| a | b |",
      "|---|",
      "> ",
      "\n",
      "\n\n",
      "text",
      "  ",
      "<!--",
      "-->",
      "---",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const page = `${pieces.join("")}\n\nlast`;
        const text = markdown(page, { width: 60, paint: plain });
        if (!page.includes("<!--")) expect(text).toContain("last");
      }),
    );
  });
});
