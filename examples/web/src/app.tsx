import { ApolloProvider } from '@apollo/client/react';
import { useState } from 'react';
import { type Gateway, GatewayContext, openGateway } from './gateway/gateway.ts';
import { Shell } from './shell.tsx';
import { TokenForm } from './token/token-form.tsx';
import { forgetToken, knownToken, rememberToken } from './token/token-store.ts';

/** Asks for a token if there is none, or if the gateway refuses it. All components below have a token. */
export function App() {
  const [isRefused, setIsRefused] = useState(false);
  const leave = (left: Gateway, refused: boolean) => {
    left.close();
    forgetToken();
    setIsRefused(refused);
    setGateway(undefined);
  };
  const open = (token: string) => {
    const opened = openGateway(token, { onRefused: () => leave(opened, true) });
    return opened;
  };
  const [gateway, setGateway] = useState<Gateway | undefined>(() => {
    const token = knownToken();
    return token === undefined ? undefined : open(token);
  });

  if (gateway === undefined) {
    const enter = (token: string) => {
      rememberToken(token);
      setIsRefused(false);
      setGateway(open(token));
    };
    return <TokenForm isRefused={isRefused} onToken={enter} />;
  }
  return (
    <GatewayContext value={gateway}>
      <ApolloProvider client={gateway.client}>
        <Shell onLeave={() => leave(gateway, false)} />
      </ApolloProvider>
    </GatewayContext>
  );
}
