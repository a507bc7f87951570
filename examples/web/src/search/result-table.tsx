import { defaultRangeExtractor, type Range, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import type { InvoiceOrder, InvoiceOrderField, InvoiceRowFragment } from 'invoice-gateway-client';
import { Fragment, type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { SkeletonRows } from '../inbox/skeleton-rows.tsx';
import { ResultRow } from './result-row.tsx';

/** Moves the focus to a row, which is scrolled into the window. */
export interface Rows {
  readonly active: number;
  focus(index: number): void;
}

interface Props {
  readonly ref: RefObject<HTMLTableElement | null>;
  readonly rows: RefObject<Rows | null>;
  /** Names the search: another one starts at its first row. */
  readonly name: string;
  /** Undefined while they are loading. */
  readonly invoices: readonly InvoiceRowFragment[] | undefined;
  readonly total: number | undefined;
  /** True while another search is loading than the one that is shown. */
  readonly isOld: boolean;
  readonly order: InvoiceOrder;
  readonly onOrder: (field: InvoiceOrderField) => void;
}

const ROW_PX = 57;
/** The page's header and the table's, which stay at the top. */
const HEADERS_PX = 110;
/** Rows that are rendered outside of the window. */
const OVERSCAN = 10;

/** A table of any number of rows: only those in the window are rendered, and the one that has the focus. */
export function ResultTable({ ref, rows, name, invoices: loaded, total, isOld, order, onOrder }: Props) {
  const invoices = loaded ?? [];
  // An object, so that a wish for the row that is active already is a change, too.
  const [active, setActive] = useState({ index: 0 });
  const [shown, setShown] = useState(name);
  if (name !== shown) {
    setShown(name);
    setActive({ index: 0 });
  }
  const isWanted = useRef(false);
  const [top, setTop] = useState(0);
  const current = Math.min(active.index, Math.max(invoices.length - 1, 0));
  const virtualizer = useWindowVirtualizer({
    count: invoices.length,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => invoices[index]?.id ?? index,
    overscan: OVERSCAN,
    scrollMargin: top,
    scrollPaddingStart: HEADERS_PX,
    scrollPaddingEnd: ROW_PX,
    rangeExtractor: (range) => withRow(range, current),
  });
  // The content above the table has changed its height.
  useLayoutEffect(() => {
    const body = ref.current?.tBodies[0];
    if (body) setTop(Math.round(body.getBoundingClientRect().top + window.scrollY));
  });
  // Once the row has been rendered.
  useEffect(() => {
    if (!isWanted.current) return;
    const link = ref.current?.querySelector<HTMLElement>(`[data-index="${current}"] a`);
    isWanted.current = link == null;
    link?.focus({ preventScroll: true });
  });
  useImperativeHandle(rows, () => ({
    active: current,
    focus(index) {
      if (invoices.length === 0) return;
      const wanted = Math.max(0, Math.min(index, invoices.length - 1));
      isWanted.current = true;
      setActive({ index: wanted });
      virtualizer.scrollToIndex(wanted);
    },
  }));
  const items = virtualizer.getVirtualItems();
  const end = virtualizer.getTotalSize() + top;
  return (
    <table
      ref={ref}
      className="invoices results"
      aria-busy={loaded === undefined || isOld}
      aria-rowcount={total === undefined ? -1 : total + 1}
      onFocus={({ target }) => {
        const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? current);
        if (index !== current) setActive({ index });
      }}
    >
      <caption className="unseen">Documents</caption>
      <thead>
        <tr aria-rowindex={1}>
          <SortHeader field="NUMBER" text="Document" {...{ order, onOrder }} />
          <th scope="col" className="wide">
            Company
          </th>
          <th scope="col" className="wide source">
            Source, state
          </th>
          <SortHeader field="ISSUE_DATE" text="Issued" className="wide" {...{ order, onOrder }} />
          <SortHeader field="DUE_DATE" text="Due" className="wide" {...{ order, onOrder }} />
          <SortHeader field="GROSS_AMOUNT" text="Amount" className="number" {...{ order, onOrder }} />
        </tr>
      </thead>
      <tbody>
        {loaded === undefined && <SkeletonRows isSelectable={false} />}
        {withGaps(items, top).map(({ item, gap }) => {
          const invoice = invoices[item.index];
          return (
            // A row that moves among the others stays the same element, and keeps the focus.
            <Fragment key={item.key}>
              <Gap height={gap} />
              {invoice && (
                <ResultRow
                  ref={virtualizer.measureElement}
                  invoice={invoice}
                  index={item.index}
                  isActive={item.index === current}
                />
              )}
            </Fragment>
          );
        })}
        {items.length > 0 && <Gap height={end - (items.at(-1)?.end ?? end)} />}
      </tbody>
    </table>
  );
}

/** The row with the focus stays, also outside of the window. */
function withRow(range: Range, row: number): number[] {
  const shown = defaultRangeExtractor(range);
  if (shown.includes(row) || row >= range.count) return shown;
  return [...shown, row].sort((a, b) => a - b);
}

/** Each row with the height of the rows before it that are not rendered. */
function withGaps(items: readonly VirtualItem[], top: number) {
  return items.map((item, place) => ({ item, gap: item.start - (items[place - 1]?.end ?? top) }));
}

function Gap({ height }: { readonly height: number }) {
  return height <= 0 ? null : (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row cannot have the focus
    <tr className="gap" aria-hidden="true">
      <td style={{ height }} />
    </tr>
  );
}

interface SortHeaderProps {
  readonly field: InvoiceOrderField;
  readonly text: string;
  readonly className?: string;
  readonly order: InvoiceOrder;
  readonly onOrder: (field: InvoiceOrderField) => void;
}

function SortHeader({ field, text, className, order, onOrder }: SortHeaderProps) {
  const direction = order.field === field ? order.direction : undefined;
  const sorted = direction === undefined ? undefined : direction === 'ASC' ? 'ascending' : 'descending';
  return (
    <th scope="col" className={className} aria-sort={sorted}>
      <button type="button" className="sort" onClick={() => onOrder(field)}>
        {text}
      </button>
    </th>
  );
}
