// GraphiQL on its own page: the hub's queries as tabs, and nothing from elsewhere.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { setNonce } from 'get-nonce';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import './graphiql.css';

const place = document.getElementById('graphiql');
const { url, nonce, tabs } = JSON.parse(place.dataset.page);
const asked = new URLSearchParams(window.location.search);

setNonce(nonce);

const linked = asked.has('query')
  ? {
      query: asked.get('query'),
      variables: asked.get('variables') ?? '',
      operationName: asked.get('operationName') ?? undefined,
    }
  : {};

createRoot(place).render(
  createElement(GraphiQL, {
    fetcher: createGraphiQLFetcher({ url }),
    defaultTabs: tabs.map((query) => ({ query })),
    defaultEditorToolsVisibility: true,
    ...linked,
  }),
);
