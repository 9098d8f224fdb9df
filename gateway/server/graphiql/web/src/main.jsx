import "./workers.js";
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "./style.css";

import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";

import { config } from "./config.js";
import { fetcher } from "./fetcher.js";
import { BLANK_HEADERS } from "./ready-tabs.js";
import { openingTabs, storage } from "./storage.js";
import { TOKENS_PLUGIN } from "./tokens-panel.jsx";

const tabs = openingTabs();

createRoot(config.root).render(
  <GraphiQL
    fetcher={fetcher}
    storage={storage}
    shouldPersistHeaders={false}
    plugins={[TOKENS_PLUGIN, HISTORY_PLUGIN]}
    visiblePlugin={TOKENS_PLUGIN}
    defaultTabs={tabs}
    initialQuery={tabs[0].query ?? ""}
    initialVariables={tabs[0].variables ?? ""}
    initialHeaders={tabs[0].headers}
    defaultHeaders={BLANK_HEADERS}
    defaultQuery=""
    defaultEditorToolsVisibility="headers"
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>
      Activity gateway{config.sandbox && <span className="sandbox-badge">sandbox</span>}
    </GraphiQL.Logo>
  </GraphiQL>,
);
