import type { ErrorDetailsFragment, ImportObjectsInput } from 'invoice-gateway-client';
import { useCompaniesQuery, useStartImportMutation } from 'invoice-gateway-client/react';
import { type FormEvent, useId, useState } from 'react';
import { type Fault, faultOf, faultOfThrown } from '../gateway/fault.ts';
import { goTo, searchOf } from '../navigation/location.ts';
import { countOf } from '../parts/names.ts';
import { Notice } from '../parts/notice.tsx';
import { countObjects, EXAMPLES, type ImportKind, parseObjects } from './parse-objects.ts';

const NAMES: Readonly<Record<ImportKind, string>> = {
  glCodes: 'GL code',
  taxCodes: 'tax code',
  supplierCards: 'supplier',
};
const KINDS: Readonly<Record<ImportKind, string>> = {
  glCodes: 'GL codes',
  taxCodes: 'Tax codes',
  supplierCards: 'Suppliers',
};
const WORDING = {
  refused: 'The import was not started',
  unknown: {
    title: 'It is unclear whether the import was started',
    text: 'There was no clear answer. Check Lightyear before you start it again.',
  },
};

export function ImportForm() {
  const { data } = useCompaniesQuery();
  const companies = data?.companies.filter(({ sources }) => sources.includes('LIGHTYEAR')) ?? [];
  const [kind, setKind] = useState<ImportKind>('glCodes');
  const [text, setText] = useState(EXAMPLES.glCodes);
  const [fault, setFault] = useState<Fault>();
  const [start, { loading }] = useStartImportMutation();
  const helpId = useId();
  const parsed = tryToParse(kind, text);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if ('fault' in parsed) return;
    setFault(undefined);
    const form = new FormData(event.currentTarget);
    try {
      const { data: answer } = await start({
        variables: {
          objects: parsed.objects,
          company: String(form.get('company')),
          sourceApplicationCode: String(form.get('application')),
        },
      });
      const { job, errors } = answer?.startImport ?? {};
      if (job) goTo(searchOf.job(job.id));
      else setFault(faultOf(errors, WORDING, toText));
    } catch (error) {
      setFault(faultOfThrown(error, WORDING));
    }
  };

  return (
    <form className="import" onSubmit={submit}>
      <p className="help">Reference data for Lightyear, identified by sourceId. Existing objects are updated.</p>
      <div className="fields">
        <label>
          Type
          <select
            value={kind}
            onChange={(event) => {
              const next = toKind(event.currentTarget.value);
              setKind(next);
              if (text === EXAMPLES[kind]) setText(EXAMPLES[next]);
            }}
          >
            {Object.entries(KINDS).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Company
          <select name="company" required>
            {companies.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          Source application
          <input name="application" required defaultValue="ERP" autoComplete="off" />
        </label>
      </div>
      <label>
        A file to take the text from
        <input
          type="file"
          accept=".csv,.json,.txt,text/csv,application/json"
          onChange={async ({ currentTarget: { files } }) => {
            const chosen = await files?.[0]?.text();
            if (chosen !== undefined) setText(chosen);
          }}
        />
      </label>
      <label>
        CSV with a header row, or a JSON list
        <textarea
          className="data"
          rows={10}
          spellCheck={false}
          value={text}
          aria-invalid={'fault' in parsed || undefined}
          aria-describedby={helpId}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <p id={helpId} className="help faults">
        {'fault' in parsed ? parsed.fault : `${countOf(countObjects(parsed.objects), NAMES[kind])} to import`}
      </p>
      {fault && (
        <Notice tone="error" title={fault.title}>
          {fault.text}
        </Notice>
      )}
      <button type="submit" aria-busy={loading} disabled={loading || 'fault' in parsed || data === undefined}>
        Start the import
      </button>
    </form>
  );
}

function toKind(text: string): ImportKind {
  return text === 'taxCodes' || text === 'supplierCards' ? text : 'glCodes';
}

function tryToParse(kind: ImportKind, text: string): { objects: ImportObjectsInput } | { fault: string } {
  try {
    return { objects: parseObjects(kind, text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : 'The text cannot be parsed.' };
  }
}

/** `field` is the path in the input: its number is the index of the object. */
function toText({ field, message }: ErrorDetailsFragment): string {
  const index = field?.find((part) => /^\d+$/.test(part));
  return index === undefined ? message : `Row ${Number(index) + 1}: ${message}`;
}
