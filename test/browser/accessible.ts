import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** They are like the first ones, and there are many of them. */
const MORE_ROWS = 'tr[data-invoice]:nth-child(n + 5)';

/** The page passes axe in each colour scheme. */
export async function expectAccessible(
  page: Page,
  schemes: readonly ('light' | 'dark')[] = ['light', 'dark'],
): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    // There are no frames here, which the other mode is for: it opens a page of its own each time.
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).exclude(MORE_ROWS).setLegacyMode().analyze();
    const faults = violations.map(({ id, nodes }) => ({
      id,
      colorScheme,
      nodes: nodes.map(({ html, failureSummary }) => [html, failureSummary]),
    }));
    expect(faults).toEqual([]);
  }
}

/** Nothing makes the page wider than its window. */
export async function expectFits(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
}
