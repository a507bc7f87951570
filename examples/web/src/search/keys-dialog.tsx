import { Modal } from '../parts/modal.tsx';

const KEYS: readonly (readonly [string, string])[] = [
  ['/', 'Go to the search box'],
  ['↓ ↑ or j k', 'Next and previous document'],
  ['Home, End', 'First and last document that is loaded'],
  ['Enter', 'Open the document'],
  ['e', 'Mark the document exported'],
  ['?', 'Show these keys'],
];

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal title="Keys" onClose={onClose}>
      <dl className="keys">
        {KEYS.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
