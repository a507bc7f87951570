import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createManualClock } from '../../sandbox/stand-in/clock.ts';
import { describeInBrowser } from './browser.ts';
import { holdRequests, PATIENT, useDesks } from './start-web.ts';

interface Named {
  readonly id: string;
  readonly number: string;
  readonly sourceId: string;
}

const WAITING =
  '{ invoices(first: 4, filter: { companies: ["acme"], sources: [LIGHTYEAR] }) { nodes { id number sourceId } } }';

describeInBrowser('writing with the example frontend', () => {
  const open = useDesks();

  test('marks documents exported, and shows the outcome of each', async () => {
    await using desk = await open({ search: '?company=acme' });
    const { page, world, complaints } = desk;
    const { data } = await world.ask<{ invoices: { nodes: Named[] } }>(WAITING);
    const [done, lost, refused, later] = data?.invoices.nodes ?? [];
    if (!done || !lost || !refused || !later) throw new Error('Too few documents');
    const { lightyear } = world.sandbox;
    const completionOf = ({ sourceId }: Named) => new RegExp(`/invoices/${sourceId}/complete`);
    lightyear.fail(completionOf(lost), { kind: 'reset' });
    lightyear.fail(completionOf(refused), { kind: 'status', status: 409 });
    lightyear.fail(completionOf(later), { kind: 'status', status: 503 }, { times: 1 });

    for (const { id } of [done, lost, refused, later]) await rowOf(page, id).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Mark 4 exported' }).click();
    await page.getByRole('button', { name: 'Mark exported', exact: true }).click();

    const outcomeOf = ({ number }: Named) => page.locator('.outcomes li', { hasText: number }).locator('.outcome');
    await expect.poll(() => outcomeOf(done).innerText(), PATIENT).toBe('Exported');
    expect(await outcomeOf(lost).innerText()).toContain('Checking…');
    expect(await outcomeOf(refused).innerText()).toMatch(/^Not exported: /);
    expect(await outcomeOf(later).innerText()).toMatch(/^Not exported: /);
    expect(lightyear.calls.of('completeInvoiceExport').length).toBe(4);

    await page.getByRole('button', { name: 'Try 1 again' }).click();
    await expect.poll(() => outcomeOf(later).innerText(), PATIENT).toBe('Exported');
    expect(lightyear.calls.of('completeInvoiceExport').length).toBe(5);
    await page.getByRole('button', { name: 'Close' }).last().click();
    expect(await rowOf(page, done.id).count()).toBe(0);
    expect(await rowOf(page, refused.id).count()).toBe(1);
    await page.getByText('2 documents selected').waitFor();
    expect(complaints).toEqual([]);
  });

  test('sends once and stays open, even if keys are pressed meanwhile', async () => {
    await using desk = await open({ search: '?company=acme&source=LIGHTYEAR' });
    const { page, world, web } = desk;
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'status', status: 503 }, { times: 1 });
    await page.locator('tr[data-invoice]').first().getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Mark 1 exported' }).click();
    await page.getByRole('button', { name: 'Mark exported', exact: true }).click();
    const again = page.getByRole('button', { name: 'Try 1 again' });
    await again.focus();
    const release = await holdRequests(page, 'MarkInvoicesExported');
    for (const key of ['Enter', 'Enter', 'Space', 'Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
    expect(await again.isDisabled()).toBe(true);
    for (const close of await page.getByRole('button', { name: 'Close' }).all())
      expect(await close.isDisabled()).toBe(true);
    release();
    await page.getByText('1 of 1 document marked exported.').waitFor();
    expect(world.sandbox.lightyear.calls.of('completeInvoiceExport').length).toBe(2);
    expect(web.operations.filter((name) => name === 'MarkInvoicesExported').length).toBe(2);
  });

  test('selects all documents that are shown, and marks those that await export, of any source', async () => {
    await using desk = await open({ search: '?company=acme&source=V6&kind=CREDIT_NOTE' });
    const { page } = desk;
    await page.getByText(/in total/).waitFor();
    await page.getByLabel('Select all shown').check();
    const rows = page.locator('tr[data-invoice]');
    const count = await rows.count();
    expect(await page.locator('tr[aria-selected=true]').count()).toBe(count);
    await page.getByLabel('Select all shown').uncheck();
    expect(await page.locator('tr[aria-selected=true]').count()).toBe(0);

    await rows.first().getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Mark 1 exported' }).click();
    await page.getByText('V6 cannot be told').waitFor();
    await page.getByRole('button', { name: 'Mark exported', exact: true }).click();
    await page.getByText('1 of 1 document marked exported.').waitFor();
    await page.keyboard.press('Escape');
    await rows.first().locator('.source [data-state="EXPORTED"]').waitFor();
    await page.getByLabel('Select all shown').check();
    await page.getByText('1 of them cannot be marked').waitFor();
    await page.getByRole('button', { name: `Mark ${count - 1} of ${count} exported` }).waitFor();
  });

  test('reports an error to the source', async () => {
    await using desk = await open();
    const { page, world, complaints } = desk;
    const { data } = await world.ask<{ invoices: { nodes: Named[] } }>(WAITING);
    const [wrong] = data?.invoices.nodes ?? [];
    await page.getByRole('link', { name: wrong?.number ?? '', exact: true }).click();
    await page.getByRole('button', { name: 'Report an error' }).click();
    const send = page.getByRole('button', { name: 'Report', exact: true });
    expect(await send.isDisabled()).toBe(true);
    // A space that is typed at once is part of the message, and presses no button.
    await page.keyboard.type('No ledger');
    expect(await page.getByLabel(/not be taken over/).inputValue()).toBe('No ledger');
    await page.getByLabel(/not be taken over/).fill('x'.repeat(2_001));
    await page.getByText('2,000 of 2,000 characters').waitFor();
    await page.getByLabel(/not be taken over/).fill('The supplier is unknown');
    await send.click();
    await page.getByText('Lightyear has received your report').waitFor();
    const [call] = world.sandbox.lightyear.calls.of('rejectInvoiceExport');
    expect([call?.path, JSON.parse(call?.body ?? '')]).toEqual([
      `/invoices/${wrong?.sourceId}/reject`,
      { reason: 'The supplier is unknown' },
    ]);
    await page.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('link', { name: 'Inbox' }).first().click();
    await page.locator('tr[data-invoice]').first().waitFor();
    expect(await rowOf(page, wrong?.id ?? '').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('does not say that a document was not changed if the outcome is unknown', async () => {
    await using desk = await open({ search: '?source=LIGHTYEAR' });
    const { page, world, web } = desk;
    await page.locator('tr[data-invoice] a').first().click();
    await page.getByRole('button', { name: 'Report an error' }).click();
    await page.getByLabel(/not be taken over/).fill('The supplier is unknown');
    const alert = page.getByRole('alert');
    world.sandbox.lightyear.fail('rejectInvoiceExport', { kind: 'reset' }, { times: 1 });
    const send = page.getByRole('button', { name: 'Report', exact: true });
    await page.route('**/graphql', (route) => route.abort());
    await send.click();
    await alert.getByText('It is unclear whether the report was sent').waitFor();
    await page.unrouteAll();
    await send.click();
    await page.getByRole('dialog').getByText('The gateway looks at the source').waitFor();
    expect(await send.isDisabled()).toBe(true);

    await page.goto(new URL('?page=import', web.url).href);
    const start = page.getByRole('button', { name: 'Start the import' });
    world.sandbox.lightyear.fail('startImportJob', { kind: 'reset' }, { times: 1 });
    await start.click();
    await alert.getByText('It is unclear whether the import was started').waitFor();
    await page.route('**/graphql', (route) => route.abort(), { times: 1 });
    await start.click();
    await expect.poll(() => alert.innerText(), PATIENT).toContain('It is unclear whether the import was started');
  });

  test('uploads a dropped file, shows the progress, and leads to the document', async () => {
    const clock = createManualClock();
    await using desk = await open({ world: { sandbox: { clock } } });
    const { page, context, world, complaints } = desk;
    await page.getByText('Live', { exact: true }).waitFor();
    const network = await context.newCDPSession(page);
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 1_500_000,
    });
    const dataTransfer = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['%PDF-1.4', new Uint8Array(3_000_000)], 'dropped "ą" 100 %.pdf', { type: 'application/pdf' }));
      transfer.items.add(new File(['%PDF-1.4 small'], 'small.pdf', { type: 'application/pdf' }));
      return transfer;
    })()`);
    await page.locator('main').dispatchEvent('dragover', { dataTransfer });
    await page.getByText('Drop the files to upload them').waitFor();
    await page.locator('main').dispatchEvent('drop', { dataTransfer });

    const large = page.locator('.uploads li', { hasText: 'dropped' });
    const small = page.locator('.uploads li', { hasText: 'small' });
    const percent = () => large.getByRole('progressbar').evaluate((bar: { value: number }) => bar.value);
    await expect.poll(percent, { ...PATIENT, interval: 20 }).toSatisfy((value: number) => value > 0 && value < 100);
    expect(await small.innerText()).toContain('Queued');
    for (const file of [large, small]) await file.getByText('Uploaded, waiting for digitization').waitFor();
    expect(world.sandbox.s3.calls.of('putFile').map(({ status }) => status)).toEqual([200, 200]);

    clock.advance(2_000);
    const link = large.getByRole('link', { name: /^Open / });
    await link.waitFor();
    expect(await page.locator('[data-event]').count()).toBeGreaterThan(0);
    await link.click();
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
    await page.getByRole('link', { name: 'Inbox' }).first().click();
    await page.getByRole('button', { name: /new documents? – show/ }).click();
    expect(await page.locator('tr[data-invoice]').first().innerText()).toContain('New');
    expect(complaints).toEqual([]);
  });

  test('uploads a file that is dropped on the list of a company for that company', async () => {
    await using desk = await open({ search: '?company=borealis' });
    const { page, world } = desk;
    await page.locator('tr[data-invoice]').first().waitFor();
    const dataTransfer = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['%PDF-1.4'], 'theirs.pdf', { type: 'application/pdf' }));
      return transfer;
    })()`);
    await page.locator('main').dispatchEvent('drop', { dataTransfer });
    const item = page.locator('.uploads li', { hasText: 'theirs.pdf' });
    await item.getByText('UAB Borealis').waitFor();
    await item.getByText('Uploaded, waiting for digitization').waitFor();
    const { data } = await world.ask<{ backends: { company: { id: string }; source: string; state: string }[] }>(
      '{ backends { company { id } source state } }',
      {},
      { as: 'sandbox' },
    );
    const stateOf = (id: string) =>
      data?.backends.find((one) => one.company.id === id && one.source === 'IVESK')?.state;
    expect([stateOf('acme'), stateOf('borealis')]).toEqual(['UNKNOWN', 'UP']);
  });

  test('says for each file why it was not uploaded, and tries it again', async () => {
    await using desk = await open({ search: '?page=upload' });
    const { page, world } = desk;
    world.sandbox.ivesk.fail(
      'getUploadLocation',
      { kind: 'status', status: 400, body: { message: 'No such warehouse' } },
      { times: 1 },
    );
    await page.getByLabel('Company').selectOption('UAB Borealis');
    await page
      .getByLabel(/choose them/)
      .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await page.getByText('Not uploaded:').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Uploaded, waiting for digitization').waitFor();
    expect(world.sandbox.ivesk.calls.of('getUploadLocation').map(({ company }) => company)).toEqual([
      'borealis',
      'borealis',
    ]);
  });

  test('imports reference data, and follows the import to its end', async () => {
    const clock = createManualClock();
    await using desk = await open({ search: '?page=import', world: { sandbox: { clock } } });
    const { page, complaints } = desk;
    const data = page.getByLabel(/^CSV/);
    const start = page.getByRole('button', { name: 'Start the import' });
    await data.fill('sourceId,description\n6100,\n6200,');
    await page.getByText('Row 1: description is missing').waitFor();
    await page.getByText('Row 2: description is missing').waitFor();
    expect(await start.isDisabled()).toBe(true);
    await data.fill('sourceId,description\n6100,Freight, inland');
    await page.getByText('Row 1: more cells than the header row').waitFor();
    await data.fill('sourceId,description,sourceId\n6100,Freight,6200');
    await page.getByText('Two columns are named "sourceId"').waitFor();
    const text = 'sourceId;description\n6100;"Freight; ""inland"""\n6200;Software\n';
    await page.getByLabel(/^A file/).setInputFiles({ name: 'gl.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText('2 GL codes to import').waitFor();
    // It is still there after a visit to another page.
    await page.getByRole('link', { name: 'Inbox' }).first().click();
    await page.getByRole('link', { name: 'Import' }).click();
    expect(await data.inputValue()).toBe(text);
    await start.click();
    await page.getByText('Lightyear is importing').waitFor();
    clock.advance(3_000);
    await page.getByText('The import is finished').waitFor();
    expect(await page.locator('.counts dd').first().innerText()).toBe('2');

    await page.getByRole('link', { name: 'Start another' }).click();
    await page.getByLabel('Type').selectOption('Tax codes');
    await page.getByLabel('Source application').fill('FAIL');
    await data.fill('[{"sourceId":"T1","description":"Standard","ratePercent":"20"}]');
    await start.click();
    await page.getByText('Lightyear is importing').waitFor();
    clock.advance(3_000);
    await page.getByText('The import failed').waitFor();
    expect(complaints).toEqual([]);
  });
});

function rowOf(page: Page, id: string) {
  return page.locator(`tr[data-invoice="${id}"]`);
}
