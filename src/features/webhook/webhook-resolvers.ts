import type { Resolvers } from '../../__generated__/resolvers.ts';
import { UnsupportedBySource } from '../../errors/catalogue.ts';
import { outcomeOf } from '../user-errors.ts';
import { requestKey } from '../write/idempotency-key.ts';

const TYPES = { ON_DIGITIZED: 'DIGITIZED', ON_EXPORTED: 'EXPORTED' } as const;

export const webhookResolvers: { Mutation: Pick<Resolvers['Mutation'] & {}, 'subscribeWebhook'> } = {
  Mutation: {
    subscribeWebhook: async (_parent, { input }, context, info) => {
      const { accounts, webhookTarget, write } = context;
      const outcome = await outcomeOf(async () => {
        const account = accounts.having('webhooks', input.company);
        const target = webhookTarget(account);
        if (target === undefined)
          throw new UnsupportedBySource(
            'No events can be delivered here: the gateway needs a publicUrl, and the account a webhookSecret',
          );
        await write({
          account,
          action: 'SUBSCRIBE_WEBHOOK',
          subject: null,
          key: requestKey(input, context, info)?.of('') ?? null,
          send: async (ticket) => {
            await account.webhooks.subscribe(TYPES[input.event], target.url, ticket);
            return null;
          },
        });
        return target.shown;
      });
      return { target: 'value' in outcome ? outcome.value : null, errors: outcome.errors };
    },
  },
};
