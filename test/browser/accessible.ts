import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** They are like the first ones, and there are many of them. */
const MORE_ROWS = 'tr[data-invoice]:nth-child(n + 5)';

/** The rules whose result depends on colours. All others are checked in the first scheme only. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** In place of axe's own source, which takes longer to parse than the rules take to run. */
const IS_THERE = '0';

/** The page passes axe in each colour scheme. */
export async function expectAccessible(
  page: Page,
  schemes: readonly ('light' | 'dark')[] = ['light', 'dark'],
): Promise<void> {
  for (const [place, colorScheme] of schemes.entries()) {
    await page.emulateMedia({ colorScheme });
    const isThere = await page.evaluate('typeof axe === "object"');
    const axe = new AxeBuilder({ page, ...(isThere === true && { axeSource: IS_THERE }) });
    axe.options({ resultTypes: ['violations'] }).exclude(MORE_ROWS);
    // There are no frames here, which the other mode is for: it opens a page of its own each time.
    axe.setLegacyMode();
    const { violations } = await (place === 0 ? axe.withTags(RULES) : axe.withRules(COLOUR_RULES)).analyze();
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
