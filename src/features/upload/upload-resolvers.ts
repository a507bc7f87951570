import type { Resolvers } from '../../__generated__/resolvers.ts';
import { outcomeOf } from '../user-errors.ts';
import { requestKey } from '../write/idempotency-key.ts';
import { requestUpload, uploadFile } from './upload-file.ts';

export const uploadResolvers: { Mutation: Pick<Resolvers['Mutation'] & {}, 'requestUpload' | 'uploadFile'> } = {
  Mutation: {
    requestUpload: async (_parent, { input }, context) => {
      const outcome = await outcomeOf(() => requestUpload(input, context));
      if (!('value' in outcome)) return { location: null, errors: outcome.errors };
      const { url, headers } = outcome.value;
      return { location: { url, method: 'PUT', headers }, errors: [] };
    },
    uploadFile: async (_parent, { input }, context, info) => {
      const keyOf = (content: unknown) => requestKey(input, context, info, content);
      const outcome = await outcomeOf(() => uploadFile(input, keyOf, context));
      return { upload: 'value' in outcome ? outcome.value : null, errors: outcome.errors };
    },
  },
};
