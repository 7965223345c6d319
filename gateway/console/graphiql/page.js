// Token and purpose may come in the address after '#': a fragment is never sent to a server, and it is taken out of the
// address bar at once.
const given = new URLSearchParams(location.hash.slice(1));
history.replaceState(null, '', location.pathname);

const headers = {
  authorization: `Bearer ${given.get('token') ?? 'paste a token here'}`,
  'hub-purpose': given.get('purpose') ?? 'RISK_ASSESSMENT',
};

const { React, ReactDOM, GraphiQL } = window;
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    // The headers of the editor win; these serve the schema's own question at the start.
    fetcher: GraphiQL.createFetcher({ url: '/graphql', headers }),
    defaultHeaders: JSON.stringify(headers, null, 2),
    headers: given.has('token') ? JSON.stringify(headers, null, 2) : undefined,
    defaultEditorToolsVisibility: 'headers',
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  }),
);
