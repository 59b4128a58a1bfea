<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Maquette</name>
    <message>
        <location filename="../../studio/actions.py"/>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <location filename="../../studio/actions.py"/>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <location filename="../../studio/actions.py"/>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <location filename="../../studio/actions.py"/>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <location filename="../../studio/frame/header.py"/>
        <location filename="../../studio/window.py"/>
        <source>Search and do anything</source>
        <translation>Alles suchen und tun</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <location filename="../../studio/frame/header.py"/>
        <source>Search pictures, runs, designs, actions</source>
        <translation>Bilder, Läufe, Entwürfe, Aktionen</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <source>What was found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <source>Nothing of that name.</source>
        <translation>Nichts trägt diesen Namen.</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <location filename="../../studio/frame/header.py"/>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <source>Searching</source>
        <translation>Sucht</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <location filename="../../studio/training/compare/table.py"/>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <location filename="../../studio/explorer/current_design.py"/>
        <source>Design</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/command_palette.py"/>
        <source>Run {number}</source>
        <translation>Lauf {number}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/curation/boxes/editor.py"/>
        <source>{n} boxes</source>
        <translation>
            <numerusform>{n} Kasten</numerusform>
            <numerusform>{n} Kästen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/curation/close_view.py"/>
        <location filename="../../studio/curation/comparing.py"/>
        <location filename="../../studio/curation/selection.py"/>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Reading the picture</source>
        <translation>Liest das Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/close_view.py"/>
        <location filename="../../studio/curation/comparing.py"/>
        <location filename="../../studio/curation/picture_model.py"/>
        <location filename="../../studio/explorer/breed/page.py"/>
        <location filename="../../studio/explorer/design_panel.py"/>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <location filename="../../studio/explorer/wall/model.py"/>
        <source>picked</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/close_view.py"/>
        <location filename="../../studio/curation/comparing.py"/>
        <location filename="../../studio/curation/picture_model.py"/>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>Picked</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Undecided</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>The same twice</source>
        <translation>Zweimal das Gleiche</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>same as another</source>
        <translation>gleich wie ein anderes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Near-copies</source>
        <translation>Fast-Kopien</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>near-copy</source>
        <translation>Fast-Kopie</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>Unlike the rest</source>
        <translation>Anders als der Rest</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>unlike others</source>
        <translation>anders</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Very small</source>
        <translation>Sehr klein</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>very small</source>
        <translation>sehr klein</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Enlarged from less</source>
        <translation>Aus Kleinerem vergrößert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>enlarged</source>
        <translation>vergrößert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Blurred</source>
        <translation>Unscharf</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>blurred</source>
        <translation>unscharf</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Flat</source>
        <translation>Flau</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>flat</source>
        <translation>flau</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Too dark</source>
        <translation>Zu dunkel</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>too dark</source>
        <translation>zu dunkel</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Lost on white</source>
        <translation>Auf Weiß verloren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>lost on white</source>
        <translation>auf Weiß verloren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Too light</source>
        <translation>Zu hell</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>too light</source>
        <translation>zu hell</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Grey among colour</source>
        <translation>Grau unter Farbigem</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Odd shape</source>
        <translation>Ungewöhnliche Form</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>odd shape</source>
        <translation>ungewöhnliche Form</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Wide border</source>
        <translation>Breiter Rand</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>wide border</source>
        <translation>breiter Rand</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Much text</source>
        <translation>Viel Text</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Animated</source>
        <translation>Animiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>first frame</source>
        <translation>erstes Einzelbild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Cut-outs in doubt</source>
        <translation>Zweifelhaft freigestellt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>cut-out in doubt</source>
        <translation>zweifelhaft freigestellt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Held out</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Sheets, cut up</source>
        <translation>Zerlegte Bögen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/curation/middle.py"/>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <location filename="../../studio/dialogs.py"/>
        <location filename="../../studio/training/compare/page.py"/>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Kept from training, for measuring</source>
        <translation>Nicht im Training, sondern zum Messen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Their parts stand for them</source>
        <translation>Ihre Teile stehen an ihrer Stelle</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/workspace.py"/>
        <location filename="../../studio/shelf/collections.py"/>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>To look at</source>
        <translation>Anzusehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>They cannot be read and are never baked</source>
        <translation>Sie lassen sich nicht lesen und werden nie gebacken</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Their originals are not where they were</source>
        <translation>Ihre Originale liegen nicht mehr, wo sie lagen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/shelf/collections.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>No class</source>
        <translation>Keine Klasse</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <location filename="../../studio/shelf/collections.py"/>
        <location filename="../../studio/widgets/chips.py"/>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/shelf/collections.py"/>
        <source>Labels</source>
        <translation>Farbmarken</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <source>Datasets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>All pictures</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/curation/collections.py"/>
        <location filename="../../studio/curation/comparing.py"/>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Hide the names below the pictures</source>
        <translation>Namen unter den Bildern ausblenden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Show the names below the pictures</source>
        <translation>Namen unter den Bildern einblenden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/middle.py"/>
        <source>Import a folder…</source>
        <translation>Ordner importieren …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>add open pictures art</source>
        <translation>hinzufügen öffnen Bilder Kunst</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/middle.py"/>
        <source>Import pictures or a ZIP…</source>
        <translation>Bilder oder ein ZIP importieren …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>add files archive</source>
        <translation>hinzufügen Dateien Archiv</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Pick</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>keep yes</source>
        <translation>behalten ja</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>no out</source>
        <translation>nein raus</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>restore back unpick</source>
        <translation>zurücksetzen wiederherstellen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Pick and go on</source>
        <translation>Auswählen und weiter</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Reject and go on</source>
        <translation>Ablehnen und weiter</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/shelf/commands.py"/>
        <location filename="../../studio/widgets/marks/label_fields.py"/>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>label word</source>
        <translation>Tag Stichwort</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Set the class</source>
        <translation>Klasse setzen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>sort label</source>
        <translation>sortieren Beschriftung</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Hold out, or give back to training</source>
        <translation>Zurückhalten oder dem Training zurückgeben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>held keep from training test measure validation</source>
        <translation>zurückhalten Training Test messen Validierung</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/training/commands.py"/>
        <source>Look close</source>
        <translation>Genau ansehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>zoom full large 100 space</source>
        <translation>Zoom voll groß 100 Leertaste</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>compare linked zoom two three four</source>
        <translation>vergleichen gemeinsam zoomen zwei drei vier</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Names below the pictures</source>
        <translation>Namen unter den Bildern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>titles thumbnails files show hide</source>
        <translation>Titel Vorschaubilder Dateien einblenden ausblenden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Show the original in its folder</source>
        <translation>Original in seinem Ordner zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>explorer finder file</source>
        <translation>Explorer Finder Datei</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Take out of the project</source>
        <translation>Aus dem Projekt nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>remove delete</source>
        <translation>entfernen löschen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Search the pictures</source>
        <translation>Bilder durchsuchen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>find filter name</source>
        <translation>finden Filter Name</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Filter by size, shape, stars, class…</source>
        <translation>Nach Größe, Form, Sternen, Klasse filtern …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>narrow transparent format date label tag</source>
        <translation>eingrenzen transparent Format Datum Farbmarke Schlagwort</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Keep the changes of the collection</source>
        <translation>Die Änderungen der Sammlung behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>filter save edit</source>
        <translation>filter speichern bearbeiten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Keep as a collection…</source>
        <translation>Als Sammlung behalten …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>smart filter save name</source>
        <translation>kluge Sammlung Filter speichern Name</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Undecided first</source>
        <translation>Offene zuerst</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>sort order</source>
        <translation>sortieren Reihenfolge</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Look for changed originals</source>
        <translation>Nach geänderten Originalen sehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>reload refresh update edited</source>
        <translation>neu laden auffrischen aktualisieren bearbeitet</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Find missing pictures…</source>
        <translation>Fehlende Bilder finden …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>lost moved</source>
        <translation>verloren verschoben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Go between the pictures and the page</source>
        <translation>Zwischen Bildern und Seite wechseln</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>focus keyboard panel</source>
        <translation>Fokus Tastatur Bereich</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Close the page</source>
        <translation>Seite schließen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>back light table escape</source>
        <translation>zurück Leuchttisch Escape</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Find them…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>Train on it</source>
        <translation>Damit trainieren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>Show the file</source>
        <translation>Datei zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/commands.py"/>
        <source>Choose them all</source>
        <translation>Alle markieren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/comparing.py"/>
        <source>Pictures side by side</source>
        <translation>Bilder nebeneinander</translation>
    </message>
    <message>
        <location filename="../../studio/curation/comparing.py"/>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <location filename="../../studio/shelf/comparing.py"/>
        <location filename="../../studio/workers/training/feature_maps.py"/>
        <source>Reading pictures</source>
        <translation>Liest Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/curation/comparing.py"/>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/picture_model.py"/>
        <source>missing</source>
        <translation>fehlend</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_actions.py"/>
        <source>All steps are as for {name}</source>
        <translation>Alle Schritte stehen wie bei {name}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>baked</source>
        <translation>gebacken</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Pictures of the dataset</source>
        <translation>Bilder des Datensatzes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>Opening the dataset</source>
        <translation>Öffnet den Datensatz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>{row:,} of {count:,}</source>
        <translation>{row:,} von {count:,}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>Compare…</source>
        <translation>Vergleichen …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>Which pictures came, went and changed, and why</source>
        <translation>Welche Bilder kamen, gingen und sich änderten, und warum</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>Bake again</source>
        <translation>Noch einmal backen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>Bake what it holds once more from the originals, with exactly the steps it has stored</source>
        <translation>Aus den Originalen noch einmal backen, was er enthält, genau mit den Schritten, die in ihm stehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>Choose as for this one</source>
        <translation>Einstellen wie bei diesem</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>Set all steps to what was chosen when it was baked</source>
        <translation>Alle Schritte so einstellen, wie sie beim Backen standen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>A dataset never changes. Bake another to train on something else.</source>
        <translation>Ein Datensatz ändert sich nie. Einen neuen backen, um mit anderem zu trainieren.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>{held_out:,} more</source>
        <translation>{held_out:,} weitere</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source> with alpha</source>
        <translation> mit Alpha</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <location filename="../../studio/widgets/sliders.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>{width} × {height} px{alpha}</source>
        <translation>{width} × {height} px{alpha}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>Shows</source>
        <translation>Zeigt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Transparency</source>
        <translation>Transparenz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <location filename="../../studio/explorer/current_design.py"/>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <source>Filled with</source>
        <translation>Gefüllt mit</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <location filename="../../studio/curation/dataset_page.py"/>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Split</source>
        <translation>Zerlegen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/curation/decisions.py"/>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <location filename="../../studio/project/pictures/importing.py"/>
        <location filename="../../studio/workers/curation/shapes.py"/>
        <source>{n} pictures</source>
        <translation>
            <numerusform>{n} Bild</numerusform>
            <numerusform>{n} Bilder</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Deciding</source>
        <translation>Entscheidet</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <location filename="../../studio/shelf/collections.py"/>
        <location filename="../../studio/shelf/decisions.py"/>
        <location filename="../../studio/widgets/marks/star_rating.py"/>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Labelling</source>
        <translation>Markiert farbig</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <location filename="../../studio/shelf/decisions.py"/>
        <location filename="../../studio/workers/explorer/originality.py"/>
        <source>Tagging</source>
        <translation>Verschlagwortet</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <location filename="../../studio/workers/curation/likeness.py"/>
        <source>Sorting</source>
        <translation>Sortiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>{pictures} held out</source>
        <translation>{pictures} zurückgehalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>{pictures} given back to training</source>
        <translation>{pictures} dem Training zurückgegeben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>Holding out</source>
        <translation>Hält zurück</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>{pictures} taken out; the files stay where they are</source>
        <translation>{pictures} herausgenommen; die Dateien bleiben, wo sie sind</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>Removing</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>changing the pictures</source>
        <translation>Ändern der Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <location filename="../../studio/curation/picture_model.py"/>
        <source>held out</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>tagged “{name}”</source>
        <translation>mit dem Schlagwort „{name}“ versehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>put into “{name}”</source>
        <translation>in „{name}“ einsortiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>taken out of their class</source>
        <translation>aus ihrer Klasse genommen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>rated {stars}</source>
        <translation>mit {stars} bewertet</translation>
    </message>
    <message>
        <location filename="../../studio/curation/decisions.py"/>
        <source>labelled {colour}</source>
        <translation>mit {colour} gekennzeichnet</translation>
    </message>
    <message>
        <location filename="../../studio/curation/drops.py"/>
        <source>Let go to import</source>
        <translation>Zum Importieren loslassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/drops.py"/>
        <source>The originals stay where they are and are never changed</source>
        <translation>Die Originale bleiben, wo sie sind, und werden nie geändert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Imported in the last day</source>
        <translation>Importiert am letzten Tag</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Worked on in the last day</source>
        <translation>Bearbeitet am letzten Tag</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Imported in the last week</source>
        <translation>Importiert in der letzten Woche</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Worked on in the last week</source>
        <translation>Bearbeitet in der letzten Woche</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Imported in the last month</source>
        <translation>Importiert im letzten Monat</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Worked on in the last month</source>
        <translation>Bearbeitet im letzten Monat</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Imported in the last year</source>
        <translation>Importiert im letzten Jahr</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Worked on in the last year</source>
        <translation>Bearbeitet im letzten Jahr</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>{side:,} px and more</source>
        <translation>{side:,} px und mehr</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Under {side:,} px</source>
        <translation>Unter {side:,} px</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>Portrait</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>Square</source>
        <translation>Quadrat</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>Landscape</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Transparent</source>
        <translation>Transparent</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Not transparent</source>
        <translation>Nicht transparent</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>No stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <location filename="../../studio/widgets/marks/commands.py"/>
        <source>No label</source>
        <translation>Keine Farbmarke</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Size of the shorter side</source>
        <translation>Größe der kürzeren Seite</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Format</source>
        <translation>Dateiformat</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <location filename="../../studio/widgets/marks/label_row.py"/>
        <source>Label</source>
        <translation>Farbmarke</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <location filename="../../studio/widgets/marks/label_fields.py"/>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/facets.py"/>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Smallest first</source>
        <translation>Kleinste zuerst</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Show what is still to be decided on first</source>
        <translation>Zuerst zeigen, was noch zu entscheiden ist</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Narrow to a size, a shape, a class, so many stars…</source>
        <translation>Auf eine Größe, eine Form, eine Klasse, so viele Sterne eingrenzen …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Search in the pictures</source>
        <translation>In den Bildern suchen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Names, folders, classes and tags</source>
        <translation>Namen, Ordner, Klassen und Schlagwörter</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>The order of the pictures</source>
        <translation>Die Reihenfolge der Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Look for the missing originals in another folder</source>
        <translation>Die fehlenden Originale in einem anderen Ordner suchen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Keep…</source>
        <translation>Behalten …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Keep this as a collection under a name</source>
        <translation>Dies unter einem Namen als Sammlung behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Keep this as a collection</source>
        <translation>Dies als Sammlung behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Keep changes</source>
        <translation>Änderungen behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Let the collection be as its filters are now</source>
        <translation>Die Sammlung so sein lassen, wie ihre Filter jetzt sind</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <location filename="../../studio/widgets/fields/inner_parts.py"/>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>Show all of them again</source>
        <translation>Wieder alle zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>{words}, {chosen:,} chosen</source>
        <translation>{words}, {chosen:,} markiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/filter_bar.py"/>
        <source>No longer only {words}</source>
        <translation>Nicht mehr nur {words}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <source>Keep as a collection</source>
        <translation>Als Sammlung behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <source>It shows every picture that is like this, now and later.</source>
        <translation>Sie zeigt jedes Bild, das so ist, jetzt und später.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <location filename="../../studio/explorer/design_panel.py"/>
        <location filename="../../studio/explorer/directions/strip.py"/>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <location filename="../../studio/widgets/background_words.py"/>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <source>Changed the collection “{name}”</source>
        <translation>Sammlung „{name}“ geändert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Delete the collection</source>
        <translation>Sammlung löschen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Rename the collection</source>
        <translation>Sammlung umbenennen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <source>The pictures in it stay as they are.</source>
        <translation>Die Bilder darin bleiben, wie sie sind.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <source>Deleted the collection “{name}”. Its pictures are still there</source>
        <translation>Die Sammlung „{name}“ gelöscht. Ihre Bilder sind noch da</translation>
    </message>
    <message>
        <location filename="../../studio/curation/filters/kept.py"/>
        <source>Keeping a collection</source>
        <translation>Behält eine Sammlung</translation>
    </message>
    <message>
        <location filename="../../studio/curation/histogram_slider.py"/>
        <source>{value}; above is flagged</source>
        <translation>{value}; was darüber liegt, wird gemeldet</translation>
    </message>
    <message>
        <location filename="../../studio/curation/histogram_slider.py"/>
        <source>{value}; below is flagged</source>
        <translation>{value}; was darunter liegt, wird gemeldet</translation>
    </message>
    <message>
        <location filename="../../studio/curation/import_dialogs.py"/>
        <location filename="../../studio/project_opening.py"/>
        <source>A folder of your art</source>
        <translation>Ein Ordner mit eigenen Bildern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/import_dialogs.py"/>
        <source>Pictures or ZIP archives</source>
        <translation>Bilder oder ZIP-Archive</translation>
    </message>
    <message>
        <location filename="../../studio/curation/import_dialogs.py"/>
        <source>Pictures and archives ({suffixes})</source>
        <translation>Bilder und Archive ({suffixes})</translation>
    </message>
    <message>
        <location filename="../../studio/curation/import_dialogs.py"/>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <location filename="../../studio/curation/import_dialogs.py"/>
        <source>Where may the pictures be now?</source>
        <translation>Wo könnten die Bilder jetzt liegen?</translation>
    </message>
    <message>
        <location filename="../../studio/curation/import_dialogs.py"/>
        <source>Not taken</source>
        <translation>Nicht übernommen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/import_dialogs.py"/>
        <source>What was not taken, and why</source>
        <translation>Was nicht übernommen wurde, und warum</translation>
    </message>
    <message>
        <location filename="../../studio/curation/import_dialogs.py"/>
        <source>and {count:,} more (gan-engine check names them all)</source>
        <translation>und {count:,} weitere (gan-engine check nennt sie alle)</translation>
    </message>
    <message>
        <location filename="../../studio/curation/import_dialogs.py"/>
        <location filename="../../studio/curation/pages/page_host.py"/>
        <location filename="../../studio/frame/error_panel.py"/>
        <location filename="../../studio/help/about.py"/>
        <location filename="../../studio/help/crash_dialog.py"/>
        <location filename="../../studio/help/shortcut_sheet.py"/>
        <location filename="../../studio/preferences/dialog.py"/>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/import_dialogs.py"/>
        <source>What was not taken</source>
        <translation>Was nicht übernommen wurde</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>go through the pictures</source>
        <translation>durch die Bilder gehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>look close</source>
        <translation>genau ansehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>pick</source>
        <translation>auswählen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>reject</source>
        <translation>ablehnen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>U</source>
        <translation>U</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>undecided again</source>
        <translation>wieder unentschieden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Shift+P, X</source>
        <translation>Umschalt+P, X</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>decide and go on</source>
        <translation>entscheiden und weiter</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>1 to 5</source>
        <translation>1 bis 5</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>stars, 0 takes them away</source>
        <translation>Sterne, 0 nimmt sie weg</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Alt+1 to 8</source>
        <translation>Alt+1 bis 8</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>colour label</source>
        <translation>Farbmarke</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>T</source>
        <translation>T</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>C</source>
        <translation>C</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Ctrl+Z</source>
        <translation>Strg+Z</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>undo, whatever it was</source>
        <translation>rückgängig, was es auch war</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/curation/pages/bake/samples.py"/>
        <source>The original</source>
        <translation>Das Original</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/curation/pages/bake/samples.py"/>
        <source>As a network would see it</source>
        <translation>Wie ein Netz es sähe</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/curation/pages/bake/samples.py"/>
        <location filename="../../studio/curation/selection.py"/>
        <source>As trained</source>
        <translation>Wie trainiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/curation/pages/bake/samples.py"/>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Rating of the picture</source>
        <translation>Bewertung des Bildes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Label of the picture</source>
        <translation>Farbmarke des Bildes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Nothing chosen</source>
        <translation>Nichts markiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>Choose a picture to see what is known of it, or several to decide on them together.</source>
        <translation>Ein Bild markieren, um zu sehen, was darüber bekannt ist, oder mehrere, um gemeinsam über sie zu entscheiden.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>{count:,} pictures chosen</source>
        <translation>{count:,} Bilder markiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>The original is not in {parent} any more. Your decisions are kept.</source>
        <translation>Das Original liegt nicht mehr in {parent}. Die Entscheidungen bleiben erhalten.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>{path}, part {part}</source>
        <translation>{path}, Teil {part}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/inspector.py"/>
        <source>kept from training  (H gives it back)</source>
        <translation>nicht im Training  (H gibt es zurück)</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>Your pictures are coming in</source>
        <translation>Die Bilder kommen herein</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>They appear here as soon as all of them are read.</source>
        <translation>Sie erscheinen hier, sobald alle gelesen sind.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>Start with your art</source>
        <translation>Mit den eigenen Bildern beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>Drop pictures, folders or a ZIP here. Sub-folders become classes. Your files stay where they are and are never changed.</source>
        <translation>Bilder, Ordner oder ein ZIP hierher ziehen. Unterordner werden Klassen. Die Dateien bleiben, wo sie sind, und werden nie geändert.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>No picture here has all that. Take a chip away, or search for less.</source>
        <translation>Kein Bild hier hat all das. Einen Filter wegnehmen oder nach weniger suchen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>All decided</source>
        <translation>Alles entschieden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>Every picture is picked or rejected.</source>
        <translation>Jedes Bild ist ausgewählt oder abgelehnt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>P picks</source>
        <translation>P wählt aus</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>X rejects</source>
        <translation>X lehnt ab</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>{how} what is chosen on the light table.</source>
        <translation>{how}, was auf dem Leuchttisch markiert ist.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>Choose another row at the left.</source>
        <translation>Links eine andere Zeile wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/middle.py"/>
        <source>Nothing here yet</source>
        <translation>Hier ist noch nichts</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>mirroring advised against</source>
        <translation>vom Spiegeln wird abgeraten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>turning hues advised against</source>
        <translation>vom Drehen der Farbtöne wird abgeraten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>turning advised against</source>
        <translation>vom Drehen wird abgeraten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>{count:,} that mirroring changes</source>
        <translation>{count:,}, die Spiegeln verändert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>{count:,} that other hues change</source>
        <translation>{count:,}, die andere Farbtöne verändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>{count:,} that turning changes</source>
        <translation>{count:,}, die Drehen verändert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Augment</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>See variants of the pictures, and bake them as an enlargement of the dataset or leave them to training.</source>
        <translation>Varianten der Bilder ansehen und sie als Vergrößerung des Datensatzes backen oder dem Training überlassen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>mirror flip brightness contrast colour hue zoom crop cutout rotate variants enlarge</source>
        <translation>spiegeln kippen Helligkeit Kontrast Farbe Farbton Zoom Zuschnitt drehen Varianten vergrößern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>left to training</source>
        <translation>dem Training überlassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>{factor} for each picture</source>
        <translation>{factor} für jedes Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>{pictures} become {number:,}, {factor} for each</source>
        <translation>{pictures} → {number:,}, {factor} für jedes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>Making variants</source>
        <translation>Macht Varianten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>Looking whether the art has a direction</source>
        <translation>Sieht nach, ob die Bilder eine Richtung haben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>Being measured…</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>Too few pictures to say whether the art has a direction.</source>
        <translation>Zu wenige Bilder, um zu sagen, ob sie eine Richtung haben.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/page.py"/>
        <source>{against}: {count:,} of {pictures:,} show why</source>
        <translation>{against}: {count:,} von {pictures:,} zeigen, warum</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>No variants are baked: training mirrors and varies pictures by itself, as its recipe says.</source>
        <translation>Es werden keine Varianten gebacken: Das Training spiegelt und variiert die Bilder selbst, wie sein Rezept es sagt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>Each picture is baked together with variants of it: a fixed enlargement of the dataset.</source>
        <translation>Jedes Bild wird zusammen mit Varianten gebacken: eine feste Vergrößerung des Datensatzes.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>{title}: variants of each picture</source>
        <translation>{title}: Varianten je Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>Variants of each picture</source>
        <translation>Varianten je Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>doubles</source>
        <translation>verdoppelt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>{title}: range</source>
        <translation>{title}: Bereich</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>Where pictures are varied</source>
        <translation>Wo Bilder variiert werden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>Left to training</source>
        <translation>Dem Training überlassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>Baked in</source>
        <translation>Mitgebacken</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>Measured on these pictures</source>
        <translation>An diesen Bildern gemessen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>Not measured yet.</source>
        <translation>Noch nicht gemessen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>Show the {count:,}</source>
        <translation>Die {count:,} zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/panel.py"/>
        <source>See the pictures that this stands on beside their variants; again for the next</source>
        <translation>Die Bilder, auf denen das beruht, neben ihren Varianten ansehen; noch einmal für das nächste</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/range_slider.py"/>
        <source>from {low} to {high}; the arrow keys move “{which}”</source>
        <translation>von {low} bis {high}; die Pfeiltasten bewegen „{which}“</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/view.py"/>
        <source>Variants of the chosen pictures</source>
        <translation>Varianten der markierten Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/view.py"/>
        <source>As they are</source>
        <translation>Wie sie sind</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/augment/view.py"/>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/divider.py"/>
        <location filename="../../studio/curation/pages/background/view.py"/>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/mask_brush.py"/>
        <source>Outline to correct</source>
        <translation>Umriss zum Ausbessern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/model_list.py"/>
        <source>Asking which there are…</source>
        <translation>Fragt, welche es gibt …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/model_list.py"/>
        <source>Fetch</source>
        <translation>Holen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/model_list.py"/>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/model_list.py"/>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <location filename="../../studio/dialogs.py"/>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <location filename="../../studio/frame/status_line.py"/>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <location filename="../../studio/training/new_training/keep_recipe_dialog.py"/>
        <location filename="../../studio/training/queue/trouble_dialog.py"/>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <location filename="../../studio/widgets/export/parts.py"/>
        <location filename="../../studio/widgets/name_dialog.py"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/model_list.py"/>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <location filename="../../studio/training/new_training/recipe_choice.py"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/model_list.py"/>
        <source>, installed</source>
        <translation>, installiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>There are no pictures here yet.</source>
        <translation>Hier sind noch keine Bilder.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>Take the figures off their grounds.</source>
        <translation>Die Figuren von ihrem Grund lösen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>remove ground mask brush cut out transparent flood u2netp model edge tolerance</source>
        <translation>entfernen Grund Maske Pinsel freistellen transparent füllen u2netp Modell Kante Toleranz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <location filename="../../studio/curation/pages/bake/page.py"/>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <location filename="../../studio/curation/picture_model.py"/>
        <location filename="../../studio/curation/selection.py"/>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>Reading the catalogue</source>
        <translation>Liest den Katalog</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>{clean:,} of {total:,} clean</source>
        <translation>{clean:,} von {total:,} sauber</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>{words}, see-through</source>
        <translation>{words}, durchsichtig</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>Correct the mask by brush</source>
        <translation>Maske mit dem Pinsel ausbessern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>paint outline background erase</source>
        <translation>malen Umriss Hintergrund radieren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>This picture cannot be read.</source>
        <translation>Dieses Bild lässt sich nicht lesen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>Trying on all pictures…</source>
        <translation>Probiert es an allen Bildern …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>Backgrounds are kept.</source>
        <translation>Hintergründe bleiben.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>See how many come off clean this way.</source>
        <translation>Sehen, wie viele so sauber freikommen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>{pictures} not clean</source>
        <translation>{pictures} nicht sauber</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>The file of {name}</source>
        <translation>Die Datei von {name}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/page.py"/>
        <source>Models (*.onnx)</source>
        <translation>Modelle (*.onnx)</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Colour…</source>
        <translation>Farbe …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>From its edge</source>
        <translation>Vom Rand</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>See-through</source>
        <translation>Durchsichtig</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Each picture on the colour of its own edge.</source>
        <translation>Jedes Bild auf der Farbe seines eigenen Randes.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Transparency is kept: pictures of 4 channels, for sprites. NVIDIA&apos;s StyleGAN tools read RGB alone.</source>
        <translation>Transparenz bleibt: Bilder mit 4 Kanälen, für Sprites. NVIDIAs StyleGAN-Werkzeuge lesen nur RGB.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Use it</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>How backgrounds are removed</source>
        <translation>Wie Hintergründe entfernt werden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Edge</source>
        <translation>Kante</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Softness</source>
        <translation>Weichheit</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Ground</source>
        <translation>Grund</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>What stands in for the ground</source>
        <translation>Was an die Stelle des Grundes tritt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>This picture</source>
        <translation>Dieses Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>How the background of what is chosen is removed</source>
        <translation>Wie der Hintergrund des Markierten entfernt wird</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Correct mask…</source>
        <translation>Maske ausbessern …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Clear corrections</source>
        <translation>Ausbesserungen löschen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Try on all</source>
        <translation>An allen probieren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Show the others</source>
        <translation>Die anderen zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>More models</source>
        <translation>Weitere Modelle</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>As the set</source>
        <translation>Wie der Satz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Looking at what the set stands on…</source>
        <translation>Sieht nach, worauf die Bilder stehen …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>That is chosen.</source>
        <translation>Das ist gewählt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Suggested: {name}.</source>
        <translation>Vorschlag: {name}.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>THIS PICTURE</source>
        <translation>DIESES BILD</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>{count:,} CHOSEN PICTURES</source>
        <translation>{count:,} MARKIERTE BILDER</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Show the {wrong:,} others</source>
        <translation>Die {wrong:,} anderen zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>Show the other</source>
        <translation>Das andere zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>{value:+.1f} px</source>
        <translation>{value:+.1f} px</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>0 px</source>
        <translation>0 px</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>as is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>hard</source>
        <translation>hart</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/panel.py"/>
        <source>{value:.1f} px</source>
        <translation>{value:.1f} px</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/view.py"/>
        <source>Another way, another tolerance, or the brush (B).</source>
        <translation>Ein anderer Weg, eine andere Toleranz oder der Pinsel (B).</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/view.py"/>
        <source>Drag the line to compare</source>
        <translation>Zum Vergleichen die Linie ziehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/view.py"/>
        <source>Left gives back, right takes away · [ ] size · wheel zooms · by keys: arrows, Space, Backspace · Space moves</source>
        <translation>Links gibt zurück, rechts nimmt weg · [ ] Größe · Rad zoomt · mit Tasten: Pfeile, Leertaste, Rücktaste · Leertaste verschiebt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/view.py"/>
        <source>Picture before</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/view.py"/>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/background/view.py"/>
        <location filename="../../studio/training/run/rows.py"/>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/page.py"/>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>Bake</source>
        <translation>Backen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/page.py"/>
        <source>Make a dataset of the pictures.</source>
        <translation>Aus den Bildern einen Datensatz machen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/page.py"/>
        <source>dataset export training classes held out version summary</source>
        <translation>Datensatz exportieren Training Klassen zurückgehalten Version Zusammenfassung</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/page.py"/>
        <source>being baked</source>
        <translation>wird gebacken</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/page.py"/>
        <source>no dataset yet</source>
        <translation>noch kein Datensatz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/page.py"/>
        <source>Bake a dataset…</source>
        <translation>Datensatz backen …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/page.py"/>
        <source>make export training set version</source>
        <translation>machen exportieren Training Satz Version</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/page.py"/>
        <location filename="../../studio/training/new_training/dataset_choice.py"/>
        <location filename="../../studio/training/screen.py"/>
        <source>Reading the datasets</source>
        <translation>Liest die Datensätze</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/page.py"/>
        <source>Planning</source>
        <translation>Plant</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>One kind of picture: the network learns them all as one.</source>
        <translation>Eine Art von Bildern: Das Netz lernt sie alle als eine.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>Each class can be asked for by name later.</source>
        <translation>Jede Klasse lässt sich später beim Namen verlangen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Each folder you imported from is a class.</source>
        <translation>Jeder Ordner, aus dem importiert wurde, ist eine Klasse.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Each tag is a class; of several tags the first counts.</source>
        <translation>Jedes Schlagwort ist eine Klasse; von mehreren zählt das erste.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>Name of the dataset</source>
        <translation>Name des Datensatzes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../studio/dialogs.py"/>
        <location filename="../../studio/shelf/collections.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <location filename="../../studio/training/new_training/keep_recipe_dialog.py"/>
        <location filename="../../studio/training/new_training/page.py"/>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <location filename="../../studio/widgets/name_dialog.py"/>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>All but rejected</source>
        <translation>Alle außer abgelehnten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>Picked only</source>
        <translation>Nur ausgewählte</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>4 of each</source>
        <translation>Je 4</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>Best only</source>
        <translation>Nur die besten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>What would be enlarged</source>
        <translation>Was vergrößert würde</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>Kept from training, so that measures can tell learning from remembering.</source>
        <translation>Nicht im Training, damit Messungen Lernen von Auswendigkönnen unterscheiden.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>Leave out: {finding}</source>
        <translation>Weglassen: {finding}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>Give the dataset a name.</source>
        <translation>Dem Datensatz einen Namen geben.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>A name cannot have the signs &lt; &gt; : &quot; / \ | ? * nor end in a dot.</source>
        <translation>Ein Name kann die Zeichen &lt; &gt; : &quot; / \ | ? * nicht enthalten und nicht mit einem Punkt enden.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/panel.py"/>
        <source>There is a dataset “{name}” already. Choose another name.</source>
        <translation>Es gibt schon einen Datensatz „{name}“. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/samples.py"/>
        <source>As trained, {size}</source>
        <translation>Wie trainiert, {size}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>Subject</source>
        <translation>Motiv</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>Middle part</source>
        <translation>Mittlerer Teil</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>From the picture&apos;s edge</source>
        <translation>Vom Rand des Bildes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <location filename="../../studio/training/compare/recipes.py"/>
        <location filename="../../studio/widgets/marks/label_fields.py"/>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change which pictures are baked</source>
        <translation>ändern, welche Bilder gebacken werden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change what tells the classes apart</source>
        <translation>ändern, was die Klassen unterscheidet</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change the size</source>
        <translation>die Größe ändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change how pictures fill the shape</source>
        <translation>ändern, wie Bilder die Form füllen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change the ground</source>
        <translation>den Grund ändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change whether transparency is kept</source>
        <translation>ändern, ob Transparenz bleibt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change the background method</source>
        <translation>die Art des Freistellens ändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change how sheets are split</source>
        <translation>ändern, wie Bögen zerlegt werden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change whether small pictures are left out</source>
        <translation>ändern, ob kleine Bilder wegbleiben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change what is framed</source>
        <translation>ändern, worauf der Ausschnitt liegt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change the margin</source>
        <translation>den Rand ändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change how small pictures are enlarged</source>
        <translation>ändern, wie kleine Bilder vergrößert werden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change the background&apos;s tolerance</source>
        <translation>die Toleranz des Hintergrunds ändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change the outline&apos;s edge</source>
        <translation>die Kante des Umrisses ändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change the outline&apos;s softness</source>
        <translation>die Weichheit des Umrisses ändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change how many are held out</source>
        <translation>ändern, wie viele zurückgehalten werden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change how many near-copies are baked</source>
        <translation>ändern, wie viele Fast-Kopien gebacken werden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change which findings are left out</source>
        <translation>ändern, welche Befunde wegbleiben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change the variants that are baked</source>
        <translation>die mitgebackenen Varianten ändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>change the variants</source>
        <translation>die Varianten ändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>removed, each its own way</source>
        <translation>entfernt, bei jedem auf seine Art</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>removed by {method}</source>
        <translation>entfernt durch {method}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>not split</source>
        <translation>nicht zerlegt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>cut in halves</source>
        <translation>in Hälften geschnitten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>into the figures found</source>
        <translation>in die gefundenen Figuren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/settings.py"/>
        <source>{rows} rows × {columns} columns</source>
        <translation>{rows} Zeilen × {columns} Spalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>unlike the rest</source>
        <translation>anders als der Rest</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>the same twice</source>
        <translation>zweimal das Gleiche</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{pictures} in another way</source>
        <translation>{pictures} auf andere Art</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{pictures} corrected by hand</source>
        <translation>{pictures} von Hand ausgebessert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>in the project</source>
        <translation>im Projekt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Frame</source>
        <translation>Format</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{pictures} at {size}</source>
        <translation>{pictures} in {size}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>At least {pictures}</source>
        <translation>Mindestens {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>, about {size} on disk</source>
        <translation>, etwa {size} auf der Platte</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>No picture has a class of this kind. Choose other classes, or none.</source>
        <translation>Kein Bild hat eine Klasse dieser Art. Andere Klassen wählen oder keine.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>No picture is picked yet. Pick some (P), or take all but the rejected.</source>
        <translation>Noch ist kein Bild ausgewählt. Einige auswählen (P) oder alle außer den abgelehnten nehmen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>All pictures are held out. Give some back to training (H).</source>
        <translation>Alle Bilder sind zurückgehalten. Einige dem Training zurückgeben (H).</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>All pictures are smaller than that. Choose a smaller size.</source>
        <translation>Alle Bilder sind kleiner. Eine kleinere Größe wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>There are no pictures to bake.</source>
        <translation>Es gibt keine Bilder zum Backen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{rejected:,} rejected</source>
        <translation>{rejected:,} abgelehnt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{undecided:,} undecided</source>
        <translation>{undecided:,} unentschieden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{list} left out</source>
        <translation>{list} weggelassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>only the picked</source>
        <translation>nur die ausgewählten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>none rejected</source>
        <translation>keine abgelehnt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>nothing left out</source>
        <translation>nichts weggelassen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>{n} groups</source>
        <translation>
            <numerusform>{n} Gruppe</numerusform>
            <numerusform>{n} Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>all of {groups} taken</source>
        <translation>alle genommen ({groups})</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>the best</source>
        <translation>die besten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{number} at most</source>
        <translation>höchstens {number}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{most} of each of {groups}</source>
        <translation>{most} je Gruppe ({groups})</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>, {copies:,} left out</source>
        <translation>, {copies:,} weggelassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>, transparent: 4 channels</source>
        <translation>, transparent: 4 Kanäle</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>, filled with {colour}</source>
        <translation>, gefüllt mit {colour}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>nothing is see-through in {pictures}</source>
        <translation>nichts ist durchsichtig: {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>nothing would show on {pictures}: drawn too light for white</source>
        <translation>nichts wäre zu sehen, zu hell für Weiß: {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{sheets} cut into {parts}</source>
        <translation>{sheets} in {parts} zerlegt</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>{n} sheets</source>
        <translation>
            <numerusform>{n} Bogen</numerusform>
            <numerusform>{n} Bögen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>{n} parts</source>
        <translation>
            <numerusform>{n} Teil</numerusform>
            <numerusform>{n} Teile</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{size}, to the {subject}</source>
        <translation>{size}, auf das {subject}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>; {count:,} framed by hand</source>
        <translation>; {count:,} von Hand zugeschnitten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>; {amiss:,} would be padded</source>
        <translation>; {amiss:,} bekämen Ränder</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>; {amiss:,} would be cropped</source>
        <translation>; {amiss:,} würden beschnitten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>; {small:,} too small left out</source>
        <translation>; {small:,} zu kleine weggelassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>; {small:,} would be enlarged</source>
        <translation>; {small:,} würden vergrößert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>, {share:.0%} of the originals</source>
        <translation>, {share:.0%} der Originale</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source> by hand</source>
        <translation> von Hand</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{held:,} kept from training for measuring{share}</source>
        <translation>{held:,} zum Messen zurückgehalten{share}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>{list}: {variants} of each</source>
        <translation>{list}: je {variants}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>{n} classes</source>
        <translation>
            <numerusform>{n} Klasse</numerusform>
            <numerusform>{n} Klassen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source> and {more:,} more</source>
        <translation> und {more:,} weitere</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <source>; {unlabelled:,} without one left out</source>
        <translation>; {unlabelled:,} ohne Klasse weggelassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/summary.py"/>
        <location filename="../../studio/workers/training/ballots.py"/>
        <source>{list} and {last}</source>
        <translation>{list} und {last}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/view.py"/>
        <source>What would be baked</source>
        <translation>Was gebacken würde</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/view.py"/>
        <source>Counting…</source>
        <translation>Zählt …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/view.py"/>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <location filename="../../studio/shelf/name_proposals.py"/>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/view.py"/>
        <source>Show other pictures</source>
        <translation>Andere Bilder zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/view.py"/>
        <source>The pictures as a network will learn from them. Your originals are not touched.</source>
        <translation>Die Bilder, wie ein Netz aus ihnen lernen wird. Die Originale bleiben unberührt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/view.py"/>
        <source>Step by step</source>
        <translation>Schritt für Schritt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/bake/view.py"/>
        <source>  (click to choose otherwise)</source>
        <translation>  (klicken, um anders zu wählen)</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>See what is blurred, enlarged, too dark, framed or written on, and set it aside.</source>
        <translation>Sehen, was unscharf, vergrößert, zu dunkel, gerahmt oder beschrieben ist, und es beiseitelegen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>quality blurred sharp flat dark light grey aspect border text threshold histogram</source>
        <translation>Qualität unscharf scharf flau dunkel hell grau Seitenverhältnis Rand Text Schwelle Histogramm</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>no pictures yet</source>
        <translation>noch keine Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>{unchecked:,} still to check</source>
        <translation>{unchecked:,} noch zu prüfen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>looking at them</source>
        <translation>sieht sie an</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>{damaged:,} damaged</source>
        <translation>{damaged:,} beschädigt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>{number:,} to look at</source>
        <translation>{number:,} ansehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>nothing wrong</source>
        <translation>nichts auszusetzen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>not compared yet</source>
        <translation>noch nicht verglichen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>Pictures are being looked at; what is found appears here.</source>
        <translation>Die Bilder werden angesehen; was gefunden wird, erscheint hier.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Reading…</source>
        <translation>Liest …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>The files are being checked; what is found appears here.</source>
        <translation>Die Dateien werden geprüft; was gefunden wird, erscheint hier.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>{pictures} could not be looked at.</source>
        <translation>{pictures} ließen sich nicht ansehen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>move the threshold of “{title}”</source>
        <translation>die Schwelle von „{title}“ verschieben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>“These are fine” for {pictures}</source>
        <translation>„In Ordnung“ für {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>{pictures} will not be flagged as {title} again</source>
        <translation>{pictures}: nicht noch einmal gemeldet als {title}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/page.py"/>
        <source>ask again about “{title}”</source>
        <translation>noch einmal fragen nach „{title}“</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>{title}: threshold</source>
        <translation>{title}: Schwelle</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>Put the threshold where it was</source>
        <translation>Die Schwelle dorthin setzen, wo sie war</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>Reject them; Ctrl+Z takes it back</source>
        <translation>Ablehnen; Strg+Z nimmt es zurück</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>Not to be flagged for this again</source>
        <translation>Dafür nicht noch einmal melden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>Flag those again that were said to be fine</source>
        <translation>Melden, was als in Ordnung galt</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>Set aside all {n}</source>
        <translation>
            <numerusform>Dieses beiseitelegen</numerusform>
            <numerusform>Alle {n} beiseitelegen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>{chosen:,} chosen: fine</source>
        <translation>{chosen:,} markierte sind in Ordnung</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>These are fine</source>
        <translation>
            <numerusform>Es ist in Ordnung</numerusform>
            <numerusform>Sie sind in Ordnung</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>{count:,} said to be fine: ask again</source>
        <translation>{count:,} in Ordnung: noch einmal fragen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>above</source>
        <translation>über</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>below</source>
        <translation>unter</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/check/rows.py"/>
        <source>Flagged {side} {value}</source>
        <translation>Gemeldet {side} {value}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/draft.py"/>
        <source>Class {number}</source>
        <translation>Klasse {number}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/draft.py"/>
        <source>Nothing is sorted yet.</source>
        <translation>Noch ist nichts sortiert.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/draft.py"/>
        <source>Every class needs a name.</source>
        <translation>Jede Klasse braucht einen Namen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/draft.py"/>
        <source>Two classes have the same name.</source>
        <translation>Zwei Klassen haben denselben Namen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>A few examples</source>
        <translation>Ein paar Beispiele</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>The classes there are</source>
        <translation>Die vorhandenen Klassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Groups that look alike</source>
        <translation>Gruppen, die sich ähneln</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Choose pictures and press 1 to 9, or drag them: a few of each are enough, the rest follows.</source>
        <translation>Bilder markieren und 1 bis 9 drücken oder sie ziehen: Von jeder Klasse reichen ein paar, der Rest folgt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>What has a class stays; what has none is sorted by it.</source>
        <translation>Was eine Klasse hat, bleibt; was keine hat, wird danach sortiert.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Found by likeness. Give them names, and move what is wrong.</source>
        <translation>Nach Ähnlichkeit gefunden. Namen geben und verschieben, was falsch liegt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Sort into classes</source>
        <translation>In Klassen sortieren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Sort pictures into classes from a few examples, folders, tags or groups, and look them over.</source>
        <translation>Bilder aus ein paar Beispielen, Ordnern, Schlagwörtern oder Gruppen in Klassen sortieren und durchsehen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>class label group cluster examples conditional</source>
        <translation>Klasse Beschriftung Gruppe Häufung Beispiele bedingt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Start from</source>
        <translation>Ausgehen von</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Add a class</source>
        <translation>Klasse hinzufügen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>The least certain stand first. 1 to 9 move what is chosen, 0 takes it out.</source>
        <translation>Die unsichersten stehen vorn. 1 bis 9 verschieben, was markiert ist, 0 nimmt es heraus.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Group {number}</source>
        <translation>Gruppe {number}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>Comparing the pictures…</source>
        <translation>Vergleicht die Bilder …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>They are compared once; then sorting is quick.</source>
        <translation>Sie werden einmal verglichen; dann geht das Sortieren schnell.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>They are looked at in the background; then they can be sorted.</source>
        <translation>Sie werden im Hintergrund angesehen; dann lassen sie sich sortieren.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>The pictures have not been looked at yet</source>
        <translation>Die Bilder wurden noch nicht angesehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>Put {pictures} into classes</source>
        <translation>{pictures} in Klassen legen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>{pictures} as before.</source>
        <translation>{pictures} wie bisher.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>{pictures} sorted into {classes}</source>
        <translation>{pictures} in {classes} sortiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/page.py"/>
        <source>sort {pictures} into {classes}</source>
        <translation>{pictures} in {classes} sortieren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/row.py"/>
        <source>Unsorted pictures</source>
        <translation>Unsortierte Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/row.py"/>
        <source>Pictures of class {index}</source>
        <translation>Bilder der Klasse {index}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/row.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/row.py"/>
        <source>Name of class {index}</source>
        <translation>Name der Klasse {index}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/row.py"/>
        <source>Unsorted</source>
        <translation>Unsortiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/row.py"/>
        <source>Drag pictures here, or choose some and press {index}</source>
        <translation>Bilder hierher ziehen oder einige markieren und {index} drücken</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/row.py"/>
        <source>Every picture has its place</source>
        <translation>Jedes Bild hat seinen Platz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/row.py"/>
        <source>{pictures:,}, {by_hand:,} by hand</source>
        <translation>{pictures:,}, davon {by_hand:,} von Hand</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/classes/row.py"/>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Finish my culling</source>
        <translation>Auswahl fertigstellen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Decide on some thirty pictures; the rest is proposed, and you confirm.</source>
        <translation>Über etwa dreißig Bilder entscheiden; der Rest wird vorgeschlagen und bestätigt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>propose learn rank rest active cull select</source>
        <translation>vorschlagen lernen Rangfolge Rest aussortieren auswählen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Proposal</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Your answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Expected agreement</source>
        <translation>Erwartete Übereinstimmung</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Keep from here</source>
        <translation>Ab hier behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>set aside</source>
        <translation>beiseite</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Go on to Bake</source>
        <translation>Weiter zum Backen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Which of these do you want?</source>
        <translation>Welche davon sollen bleiben?</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Proposal, the best first</source>
        <translation>Vorschlag, die besten zuerst</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>{answers:,} of about {wanted} answers</source>
        <translation>{answers:,} von etwa {wanted} Antworten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Expected to agree with you on {share} %</source>
        <translation>Stimmt voraussichtlich zu {share} % mit den eigenen Antworten überein</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>. The questions are the hard ones, so the rest goes better.</source>
        <translation>. Die Fragen sind die schweren, der Rest geht also besser.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Tried on your own answers, each hidden in turn: {right:,} of {answers:,} right</source>
        <translation>An den eigenen Antworten probiert, jede der Reihe nach verdeckt: {right:,} von {answers:,} richtig</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>, no better than a guess.</source>
        <translation>, nicht besser als geraten.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Keep {kept:,}, set aside {aside:,}. What you decided yourself stays.</source>
        <translation>{kept:,} behalten, {aside:,} beiseitelegen. Was selbst entschieden wurde, bleibt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Pick {kept:,}, set aside {aside:,}</source>
        <translation>{kept:,} auswählen, {aside:,} beiseitelegen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>The pictures have not been looked at yet. It goes on in the background.</source>
        <translation>Die Bilder wurden noch nicht angesehen. Das geht im Hintergrund weiter.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Every picture is decided: {answers:,} by you, {by_rule:,} by proposals and rules.</source>
        <translation>Jedes Bild ist entschieden: {answers:,} von Hand, {by_rule:,} durch Vorschläge und Regeln.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>P picks what you want, X rejects what you do not. Give at least one of each.</source>
        <translation>P wählt aus, was bleiben soll, X lehnt ab, was nicht. Von beidem mindestens eines angeben.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>P picks, X rejects. The least certain come first.</source>
        <translation>P wählt aus, X lehnt ab. Die unsichersten kommen zuerst.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>That is enough for a proposal; each further answer makes it better.</source>
        <translation>Das reicht für einen Vorschlag; jede weitere Antwort macht ihn besser.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Pick at least one picture and reject one; then there is a proposal.</source>
        <translation>Mindestens ein Bild auswählen und eines ablehnen; dann gibt es einen Vorschlag.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Look along the line and move it. P and X correct single pictures; then confirm.</source>
        <translation>An der Linie entlangsehen und sie verschieben. P und X berichtigen einzelne Bilder; dann bestätigen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>{picked:,} picked, {aside:,} set aside</source>
        <translation>{picked:,} ausgewählt, {aside:,} beiseitegelegt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>Your rule cannot be told from how the pictures look, so far: what is proposed is your commoner answer for all. Look whether an answer is a slip, cull by one thing at a time, or give each kind a tag and decide by tag; some thirty answers more show whether it helps.</source>
        <translation>Die Regel lässt sich bisher nicht daran erkennen, wie die Bilder aussehen: Vorgeschlagen wird für alle die häufigere Antwort. Nachsehen, ob eine Antwort ein Versehen ist, nach einer Sache auf einmal aussortieren oder jeder Art ein Schlagwort geben und danach entscheiden; etwa dreißig weitere Antworten zeigen, ob es hilft.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/culling/page.py"/>
        <source>finish the culling: pick {pictures}, reject {count:,}</source>
        <translation>die Auswahl fertigstellen: {pictures} auswählen, {count:,} ablehnen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/enlarging.py"/>
        <source>How small pictures are enlarged</source>
        <translation>Wie kleine Bilder vergrößert werden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/enlarging.py"/>
        <source>Smoothly</source>
        <translation>Weich</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/enlarging.py"/>
        <source>By a network…</source>
        <translation>Mit einem Netz …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/enlarging.py"/>
        <source>Pixel art keeps its pixels either way</source>
        <translation>Pixelkunst behält so oder so ihre Pixel</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/enlarging.py"/>
        <source>Drawn larger by {name}.</source>
        <translation>Größer gezeichnet von {name}.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/enlarging.py"/>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>A network that enlarges pictures</source>
        <translation>Ein Netz, das Bilder vergrößert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/enlarging.py"/>
        <source>Networks (*{suffix})</source>
        <translation>Netze (*{suffix})</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>Drag (Shift: in shape) or N draws the crop · arrows move it, Ctrl+arrows size it · Enter keeps it · Esc leaves</source>
        <translation>Ziehen (Umschalt: in Form) oder N zeichnet den Zuschnitt · Pfeile bewegen ihn, Strg+Pfeile ändern die Größe · Eingabe behält · Esc verlässt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>Choose the shape and size, and how pictures are fitted.</source>
        <translation>Form und Größe wählen, und wie Bilder eingepasst werden.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>size resolution crop pad margin square shape ratio portrait landscape subject whole pixels</source>
        <translation>Größe Auflösung Zuschnitt auffüllen Rand Quadrat Form Verhältnis Hochformat Querformat Motiv ganz Pixel</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>The picture and its crop</source>
        <translation>Das Bild und sein Zuschnitt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Crop</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>Pad</source>
        <comment>fill the sides</comment>
        <translation>Auffüllen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>subject, </source>
        <translation>Motiv, </translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>Looking at the network</source>
        <translation>Sieht das Netz an</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>Looking at sizes</source>
        <translation>Sieht nach den Größen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>Weighing the shape</source>
        <translation>Wägt die Form ab</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>Smaller than {size}</source>
        <translation>Kleiner als {size}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>Opening the picture</source>
        <translation>Öffnet das Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>{name} has a crop of its own</source>
        <translation>{name} hat einen eigenen Zuschnitt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>{name} is framed like all others</source>
        <translation>{name} hat das Format aller anderen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/page.py"/>
        <source>Cropping</source>
        <translation>Schneidet zu</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>All of the picture; what is left over is filled.</source>
        <translation>Das ganze Bild; was übrig bleibt, wird gefüllt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>The largest part of that shape, from the middle of the picture.</source>
        <translation>Der größte Teil dieser Form aus der Mitte des Bildes.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>All that stands out from the ground, in the middle.</source>
        <translation>Alles, was sich vom Grund abhebt, in der Mitte.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>What stands out fills all of it; what reaches beyond is cut off.</source>
        <translation>Was sich abhebt, füllt alles; was darüber hinausreicht, wird abgeschnitten.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Margin</source>
        <translation>Rand</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>Draw a crop</source>
        <translation>Zuschnitt zeichnen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>Take the crop away</source>
        <translation>Zuschnitt wegnehmen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>This picture alone</source>
        <translation>Nur dieses Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>At least </source>
        <translation>mindestens </translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>None of {pictures} would be enlarged.</source>
        <translation>Vergrößert würde keines ({pictures}).</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>As a whole, no picture is smaller than that.</source>
        <translation>Als Ganzes ist kein Bild kleiner.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>{least}{small:,} of {pictures} would be enlarged.</source>
        <translation>Vergrößert würden {least}{small:,} ({pictures}).</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>Choose one picture on the light table to crop it by hand.</source>
        <translation>Auf dem Leuchttisch ein Bild markieren, um es von Hand zuzuschneiden.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>{name} has a crop of its own.</source>
        <translation>{name} hat einen eigenen Zuschnitt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>{name} is framed like all others.</source>
        <translation>{name} hat das Format aller anderen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Drawing…</source>
        <translation>Zeichnet …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>Change the crop</source>
        <translation>Zuschnitt ändern</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source> Better for this set: {ratio}. {why}.</source>
        <translation> Besser für diesen Satz: {ratio}. {why}.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/panel.py"/>
        <source>As whole pictures, {rest}</source>
        <translation>Als ganze Bilder: {rest}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>NVIDIA&apos;s tools read square datasets only.</source>
        <translation>NVIDIAs Werkzeuge lesen nur quadratische Datensätze.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>Other</source>
        <translation>Andere</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>Width in pixels</source>
        <translation>Breite in Pixel</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>Height in pixels</source>
        <translation>Höhe in Pixel</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>Sizes that can be</source>
        <translation>Mögliche Größen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>A side has {least} to {most:,} pixels: {wrong}.</source>
        <translation>Eine Seite hat {least} bis {most:,} Pixel: {wrong}.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/frame/shape_choice.py"/>
        <source>{problem}. It stays {size}.</source>
        <translation>{problem}. Es bleibt bei {size}.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>See all pictures laid out by likeness, and lasso those you want.</source>
        <translation>Alle Bilder nach Ähnlichkeit ausgebreitet sehen und mit dem Lasso fassen, was gewünscht ist.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>layout scatter lasso cluster overview umap</source>
        <translation>Anordnung Streuung Lasso Häufung Übersicht umap</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Map of the pictures</source>
        <translation>Karte der Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Drag a lasso to choose; Shift adds</source>
        <translation>Mit dem Lasso markieren; Umschalt nimmt hinzu</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Drag to move the map (or with the middle button)</source>
        <translation>Ziehen verschiebt die Karte (oder mit der mittleren Taste)</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Whole map</source>
        <translation>Ganze Karte</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Colour by</source>
        <translation>Färben nach</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>On the light table</source>
        <translation>Auf den Leuchttisch</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Nothing to lay out yet</source>
        <translation>Noch nichts auszubreiten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>The pictures are looked at in the background; the map follows.</source>
        <translation>Die Bilder werden im Hintergrund angesehen; die Karte folgt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Drawing the map…</source>
        <translation>Zeichnet die Karte …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>It is kept, so that it is there at once the next time.</source>
        <translation>Sie wird aufbewahrt und ist nächstes Mal sofort da.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Map  {count:,}</source>
        <translation>Karte  {count:,}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Choose all of “{name}”</source>
        <translation>Alle von „{name}“ markieren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>{pictures} chosen. P picks, X rejects, T tags, C gives them a class.</source>
        <translation>{pictures} markiert. P wählt aus, X lehnt ab, T gibt Schlagwörter, C eine Klasse.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/page.py"/>
        <source>Drag a lasso around pictures to choose them; Shift adds, the wheel zooms. By keys: arrows go from picture to picture, Space chooses, Ctrl+arrows move the map, + and - zoom, Ctrl+A chooses all in sight.</source>
        <translation>Ein Lasso um Bilder ziehen, um sie zu markieren; Umschalt nimmt hinzu, das Rad zoomt. Mit Tasten: Pfeile gehen von Bild zu Bild, die Leertaste markiert, Strg+Pfeile bewegen die Karte, + und - zoomen, Strg+A markiert alles, was zu sehen ist.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/map/picture_map.py"/>
        <source>{count:,} of {total:,} pictures chosen</source>
        <translation>{count:,} von {total:,} Bildern markiert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>See pictures that are copies of one another, keep the best and set the rest aside.</source>
        <translation>Bilder sehen, die Kopien voneinander sind, das beste behalten und den Rest beiseitelegen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>duplicate twin same similar group best</source>
        <translation>Duplikat Zwilling gleich ähnlich Gruppe beste</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>How alike</source>
        <translation>Wie ähnlich</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Further left, pictures that differ more count as copies</source>
        <translation>Weiter links gelten auch Bilder als Kopien, die sich mehr unterscheiden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Keep the best of each group</source>
        <translation>Das beste jeder Gruppe behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Keep at most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Pictures to keep of each group</source>
        <translation>Bilder, die von jeder Gruppe bleiben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>Set aside</source>
        <translation>Beiseitelegen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Set aside in this group</source>
        <translation>In dieser Gruppe beiseitelegen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>This one is the best</source>
        <translation>Dieses ist das beste</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>of each</source>
        <translation>je Gruppe</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Reading near-copies</source>
        <translation>Liest Fast-Kopien</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Grouping near-copies</source>
        <translation>Gruppiert Fast-Kopien</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Looking at the pictures…</source>
        <translation>Sieht die Bilder an …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source> {done:,} of {total:,}</source>
        <translation> {done:,} von {total:,}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>The pictures have not been looked at yet.</source>
        <translation>Die Bilder wurden noch nicht angesehen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Not known yet</source>
        <translation>Noch nicht bekannt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>Near-copies are found in the background. You can go on working.</source>
        <translation>Fast-Kopien werden im Hintergrund gefunden. Die Arbeit kann weitergehen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>No group has more than is to be kept.</source>
        <translation>Keine Gruppe hat mehr, als bleiben soll.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>No near-copies</source>
        <translation>Keine Fast-Kopien</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>No two pictures are that much alike. Move the slider to the left to see looser ones.</source>
        <translation>Keine zwei Bilder sind sich so ähnlich. Den Regler nach links schieben, um losere zu sehen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>{groups}, {pictures} more than are to be kept.</source>
        <translation>{groups}, {pictures} mehr, als bleiben sollen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>Set aside {pictures}</source>
        <translation>{pictures} beiseitelegen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>move “How alike” of near-copies</source>
        <translation>„Wie ähnlich“ der Fast-Kopien verschieben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>keep the best</source>
        <translation>das beste behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>keep at most {keep}</source>
        <translation>höchstens {keep} behalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>{words} of each group</source>
        <translation>{words}, je Gruppe</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>call a picture the best of its group</source>
        <translation>ein Bild das beste seiner Gruppe nennen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>Setting aside</source>
        <translation>Legt beiseite</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>{n} near-copies set aside</source>
        <translation>
            <numerusform>{n} Fast-Kopie beiseitegelegt</numerusform>
            <numerusform>{n} Fast-Kopien beiseitegelegt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/curation/pages/near_copies/page.py"/>
        <source>set aside {n} near-copies</source>
        <translation>
            <numerusform>{n} Fast-Kopie beiseitelegen</numerusform>
            <numerusform>{n} Fast-Kopien beiseitelegen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <source>Groups of near-copies</source>
        <translation>Gruppen von Fast-Kopien</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <source>{count:,} near-copies</source>
        <translation>{count:,} Fast-Kopien</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <source>{count:,} times the same</source>
        <translation>{count:,}-mal das Gleiche</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <source>The first is {why}</source>
        <translation>Das erste ist {why}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <source>best</source>
        <translation>das beste</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <source>same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <source>{share:.0%} alike</source>
        <translation>{share:.0%} ähnlich</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <source>to be set aside</source>
        <translation>wird beiseitegelegt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/near_copies/view.py"/>
        <source>{name}, {place} of {count}, {kept}; group {group:,} of {groups:,}</source>
        <translation>{name}, {place} von {count}, {kept}; Gruppe {group:,} von {groups:,}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/page.py"/>
        <source>change how the set is baked</source>
        <translation>ändern, wie der Satz gebacken wird</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/page_host.py"/>
        <source>{tip} {words} step page</source>
        <translation>{tip} {words} Schritt Seite</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>Drag draws a box · , and . go through them · M joins · S parts · Del removes · Enter cuts</source>
        <translation>Ziehen zeichnet einen Kasten · , und . gehen durch · M verbindet · S teilt · Entf entfernt · Eingabe zerlegt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>No picture here looks like a sheet of several figures.

Choose one on the light table and open this page again, to draw boxes on it yourself.</source>
        <translation>Kein Bild hier sieht aus wie ein Bogen mit mehreren Figuren.

Auf dem Leuchttisch eines markieren und diese Seite noch einmal öffnen, um selbst Kästen zu zeichnen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>Cut sheets into their figures.</source>
        <translation>Bögen in ihre Figuren zerlegen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>sheet sprite parts figures halves grid rows columns boxes cut</source>
        <translation>Bogen Sprite Teile Figuren Hälften Raster Zeilen Spalten Kästen schneiden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>The sheet and its boxes</source>
        <translation>Der Bogen und seine Kästen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>Looking for sheets…</source>
        <translation>Sucht nach Bögen …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>{parts} of {sheets}</source>
        <translation>{parts} ({sheets})</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>Make its sheet whole again</source>
        <translation>Seinen Bogen wieder ganz machen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>split cut parts undo sheet</source>
        <translation>zerlegen schneiden Teile rückgängig Bogen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>{parts} cut from {name}</source>
        <translation>{parts} aus {name} geschnitten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>{parts} cut from {sheets}</source>
        <translation>{sheets}: {parts} geschnitten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>{name} is whole again</source>
        <translation>{name} ist wieder ganz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>Cutting sheets</source>
        <translation>Zerlegt Bögen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>The sheet of {name} is whole again</source>
        <translation>Der Bogen von {name} ist wieder ganz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/page.py"/>
        <source>No sheet open</source>
        <translation>Kein Bogen offen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Figures</source>
        <translation>Figuren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Halves</source>
        <translation>Hälften</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Rows × columns</source>
        <translation>Zeilen × Spalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Whole</source>
        <translation>Ganz</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Whole pictures stay whole.</source>
        <translation>Ganze Bilder bleiben ganz.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Every whole picture is cut into left and right, for sets of doubles.</source>
        <translation>Jedes ganze Bild wird in links und rechts geschnitten, für Sätze aus Doppeln.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Every whole picture is cut into the rows and columns above.</source>
        <translation>Jedes ganze Bild wird in die Zeilen und Spalten oben geschnitten.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>The figures of every whole picture are found while it is baked, unseen.</source>
        <translation>Die Figuren jedes ganzen Bildes werden beim Backen gefunden, ungesehen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Sheets</source>
        <translation>Bögen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Where the boxes come from</source>
        <translation>Woher die Kästen kommen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Cut</source>
        <translation>Schneiden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Make whole again</source>
        <translation>Wieder ganz machen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Cut all</source>
        <translation>Alle schneiden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Every picture, when baking</source>
        <translation>Jedes Bild, beim Backen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Cut up</source>
        <translation>Zerlegt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Looking for more sheets…</source>
        <translation>Sucht weitere Bögen …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Cut into {parts}   Enter</source>
        <translation>In {parts} schneiden   Eingabe</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Cut   Enter</source>
        <translation>Schneiden   Eingabe</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/split/panel.py"/>
        <source>Cut all {sheets:,} sheets into {parts:,} parts</source>
        <translation>Alle {sheets:,} Bögen in {parts:,} Teile schneiden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>See what the set has in common: mean, deviation, median, sizes, colours.</source>
        <translation>Sehen, was die Bilder gemeinsam haben: Mittel, Abweichung, Median, Größen, Farben.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>mean average deviation median mode minimum maximum size colour palette</source>
        <translation>Mittel Durchschnitt Abweichung Median Modus Minimum Maximum Größe Farbe Palette</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>Not rejected</source>
        <translation>Nicht abgelehnt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>Chosen</source>
        <translation>Markierte</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>A few</source>
        <translation>Einige</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>Draw others</source>
        <translation>Andere ziehen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>Working out statistics</source>
        <translation>Berechnet die Statistik</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>Every picture is read, framed as it will be baked, and counted, pixel by pixel.</source>
        <translation>Jedes Bild wird gelesen, ins Format gebracht und Pixel für Pixel gezählt.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>There are none of these pictures.</source>
        <translation>Von diesen Bildern gibt es keine.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>None of them can be read.</source>
        <translation>Keines davon lässt sich lesen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>Of {pictures}</source>
        <translation>Grundlage: {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/page.py"/>
        <source>, of which {count:,} cannot be read</source>
        <translation>, davon sind {count:,} nicht lesbar</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>All pictures laid over one another</source>
        <translation>Alle Bilder übereinandergelegt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Deviation</source>
        <translation>Abweichung</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Light where they differ most</source>
        <translation>Hell, wo sie sich am meisten unterscheiden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>The value in the middle: what most agree on</source>
        <translation>Der Wert in der Mitte: worin die meisten übereinstimmen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Commonest</source>
        <translation>Häufigstes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>The value that occurs most often</source>
        <translation>Der Wert, der am häufigsten vorkommt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Darkest</source>
        <translation>Dunkelstes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>The darkest that any of them has there</source>
        <translation>Das Dunkelste, was eines davon dort hat</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Lightest</source>
        <translation>Hellstes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>The lightest that any of them has there</source>
        <translation>Das Hellste, was eines davon dort hat</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Sizes of the originals</source>
        <translation>Größen der Originale</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>px wide</source>
        <translation>px breit</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>px high</source>
        <translation>px hoch</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Main colours</source>
        <translation>Hauptfarben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Colours of the figures</source>
        <translation>Farben der Figuren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source> {small:,} would be enlarged to {size}.</source>
        <translation> {small:,} würden auf {size} vergrößert.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>Smallest</source>
        <translation>Kleinstes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>middle</source>
        <translation>mittleres</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/statistics/view.py"/>
        <source>largest</source>
        <translation>größtes</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>See the pictures that are unlike all others, and set strangers aside.</source>
        <translation>Die Bilder sehen, die anders sind als alle anderen, und Fremdes beiseitelegen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>outlier stranger foreign different odd</source>
        <translation>Ausreißer fremd anders verschieden seltsam</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>How unlike</source>
        <translation>Wie anders</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>usual</source>
        <translation>üblich</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>strange</source>
        <translation>fremd</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>As suggested</source>
        <translation>Wie vorgeschlagen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>Put the line where the strange seem to begin</source>
        <translation>Die Linie dorthin setzen, wo das Fremde zu beginnen scheint</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>These belong</source>
        <translation>Sie gehören dazu</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>Do not flag the chosen pictures again; with none chosen, all that are flagged</source>
        <translation>Die markierten Bilder nicht noch einmal melden; ist keines markiert, alle gemeldeten</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>These {count:,} belong</source>
        <translation>Diese {count:,} gehören dazu</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>This one belongs</source>
        <translation>Dieses gehört dazu</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>move the line of “Unlike the rest”</source>
        <translation>die Linie von „Anders als der Rest“ verschieben</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>put the line of “Unlike the rest” as suggested</source>
        <translation>die Linie von „Anders als der Rest“ wie vorgeschlagen setzen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>{pictures} of {count:,} beyond the line.</source>
        <translation>{pictures} von {count:,} jenseits der Linie.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>Nothing here is unlike the rest. Move the line to the left to see the least usual.</source>
        <translation>Nichts hier ist anders als der Rest. Die Linie nach links schieben, um das Ungewöhnlichste zu sehen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source> {pictures} not looked at yet.</source>
        <translation> {pictures} noch nicht angesehen.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>All set aside</source>
        <translation>Alles beiseitegelegt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>Flag the {kept:,} that belong again</source>
        <translation>Die {kept:,}, die dazugehören, wieder melden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>Flag the one that belongs again</source>
        <translation>Das eine, das dazugehört, wieder melden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>{pictures} unlike the rest set aside</source>
        <translation>{pictures}, anders als der Rest, beiseitegelegt</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>“These belong” for {pictures}</source>
        <translation>„Gehören dazu“ für {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>flag those that belong again</source>
        <translation>melden, was dazugehört</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/unlike/page.py"/>
        <source>set aside {pictures} unlike the rest</source>
        <translation>{pictures}, anders als der Rest, beiseitelegen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/model.py"/>
        <source>came</source>
        <translation>kam</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/model.py"/>
        <source>went</source>
        <translation>ging</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/model.py"/>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Came</source>
        <translation>Gekommen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Went</source>
        <translation>Gegangen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Compare versions</source>
        <translation>Versionen vergleichen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>See which pictures came, went and changed between two datasets, and why.</source>
        <translation>Sehen, welche Bilder zwischen zwei Datensätzen kamen, gingen und sich änderten, und warum.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>difference diff dataset version compare why</source>
        <translation>Unterschied Datensatz Version vergleichen warum</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>To</source>
        <translation>Zu</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Verify this version</source>
        <translation>Diese Version überprüfen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>See whether every picture of it is still as it was baked, to the last bit</source>
        <translation>Sehen, ob jedes ihrer Bilder noch ist, wie es gebacken wurde, bis aufs letzte Bit</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Pictures that differ</source>
        <translation>Bilder, die sich unterscheiden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Choose two versions</source>
        <translation>Zwei Versionen wählen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Bake another version, and this page says what became of what.</source>
        <translation>Eine weitere Version backen, und diese Seite sagt, was aus was wurde.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Comparing…</source>
        <translation>Vergleicht …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Opening the datasets</source>
        <translation>Öffnet die Datensätze</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>{same:,} alike in both</source>
        <translation>{same:,} in beiden gleich</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>Chosen otherwise for all: </source>
        <translation>Für alle anders gewählt: </translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>No picture came</source>
        <translation>Kein Bild kam</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>No picture went</source>
        <translation>Kein Bild ging</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>No picture changed</source>
        <translation>Kein Bild änderte sich</translation>
    </message>
    <message>
        <location filename="../../studio/curation/pages/versions/page.py"/>
        <source>The other chips say what did.</source>
        <translation>Die anderen Felder sagen, was es tat.</translation>
    </message>
    <message>
        <location filename="../../studio/curation/picture_model.py"/>
        <source>undecided</source>
        <translation>unentschieden</translation>
    </message>
    <message>
        <location filename="../../studio/curation/project_reader.py"/>
        <source>Looking at the pictures</source>
        <translation>Sieht die Bilder an</translation>
    </message>
    <message>
        <location filename="../../studio/curation/project_reader.py"/>
        <source>Reading the collections</source>
        <translation>Liest die Sammlungen</translation>
    </message>
    <message>
        <location filename="../../studio/curation/selection.py"/>
        <source>Looking at the chosen</source>
        <translation>Sieht das Markierte an</translation>
    </message>
    <message>
        <location filename="../../studio/curation/selection.py"/>
        <source>Not trained on</source>
        <translation>Nicht im Training</translation>
    </message>
    <message>
        <location filename="../../studio/curation/selection.py"/>
        <source>Part 1 of {parts}</source>
        <translation>Teil 1 von {parts}</translation>
    </message>
    <message>
        <location filename="../../studio/curation/step_strip.py"/>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <location filename="../../studio/curation/workspace.py"/>
        <location filename="../../studio/workspaces.py"/>
        <source>Curate</source>
        <translation>Kuratieren</translation>
    </message>
    <message>
        <location filename="../../studio/curation/workspace.py"/>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/workspace.py"/>
        <source>A folder…</source>
        <translation>Ein Ordner …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/workspace.py"/>
        <source>Pictures or a ZIP…</source>
        <translation>Bilder oder ein ZIP …</translation>
    </message>
    <message>
        <location filename="../../studio/curation/workspace.py"/>
        <source>Originals are never changed</source>
        <translation>Originale werden nie geändert</translation>
    </message>
    <message>
        <location filename="../../studio/curation/workspace.py"/>
        <source>Arrows to another picture · wheel or Z to zoom all alike · Esc back</source>
        <translation>Pfeile zu einem anderen Bild · Rad oder Z zoomt alle gleich · Esc zurück</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>Name of the project</source>
        <translation>Name des Projekts</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>Folder to put it in</source>
        <translation>Ordner, in den es kommt</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <location filename="../../studio/preferences/folders.py"/>
        <location filename="../../studio/widgets/export/parts.py"/>
        <source>Choose the folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>Make the project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>{sources} and {count} more</source>
        <translation>{sources} und {count} weitere</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>Kept in</source>
        <translation>Liegt in</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>A name cannot begin with a dot or have one of these signs: {list}</source>
        <translation>Ein Name kann nicht mit einem Punkt beginnen und keines dieser Zeichen haben: {list}</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Give the whole path of the folder.</source>
        <translation>Den ganzen Pfad des Ordners angeben.</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>There is a project “{name}” already. Choose another name.</source>
        <translation>Es gibt schon ein Projekt „{name}“. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>Where to keep the project</source>
        <translation>Wo das Projekt liegen soll</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>Close Maquette</source>
        <translation>Maquette schließen</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>Work is still going on</source>
        <translation>Es wird noch gearbeitet</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>Closing cancels it; nothing is left half done. Trainings go on.</source>
        <translation>Schließen bricht es ab; nichts bleibt halb fertig. Trainings laufen weiter.</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <location filename="../../studio/dialogs.py"/>
        <source>Cancel it and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Breed</source>
        <translation>Züchten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Pick parents, get a litter, pick again: designs by selection.</source>
        <translation>Eltern auswählen, einen Wurf bekommen, wieder auswählen: Entwürfe durch Auslese.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>evolve generations litter children mutate cross select family</source>
        <translation>Evolution Generationen Wurf Kinder mutieren kreuzen auswählen Familie</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>click or Enter picks · B breed · N another litter · A add the large view&apos;s design · S keep</source>
        <translation>Klick oder Eingabe wählt aus · B züchtet · N noch ein Wurf · A nimmt den Entwurf der großen Ansicht dazu · S behält</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Parents</source>
        <translation>Eltern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Litter</source>
        <translation>Wurf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>The litter: Enter picks</source>
        <translation>Der Wurf: Eingabe wählt aus</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Generations</source>
        <translation>Generationen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Boldness</source>
        <translation>Kühnheit</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>How far children stray from what they inherit</source>
        <translation>Wie weit Kinder von dem abweichen, was sie erben</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Another litter</source>
        <translation>Noch ein Wurf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Of the same parents</source>
        <translation>Von denselben Eltern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Add parent</source>
        <translation>Elternteil hinzufügen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>The design in the large view becomes one of the parents</source>
        <translation>Der Entwurf der großen Ansicht wird ein Elternteil</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Keep the picked</source>
        <translation>Ausgewählte behalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>With their parents</source>
        <translation>Mit ihren Eltern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Sketchbook…</source>
        <translation>Skizzenbuch …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Every generation on one sheet</source>
        <translation>Jede Generation auf einem Bogen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>New family</source>
        <translation>Neue Familie</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Begin again; Ctrl+Z brings this one back</source>
        <translation>Von vorn beginnen; Strg+Z holt diese zurück</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Breed the picked</source>
        <translation>Die ausgewählten züchten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>litter generation</source>
        <translation>Wurf Generation</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Another litter of the same parents</source>
        <translation>Noch ein Wurf derselben Eltern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Add the large view&apos;s design to the parents</source>
        <translation>Den Entwurf der großen Ansicht zu den Eltern nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Save the sketchbook</source>
        <translation>Skizzenbuch speichern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Pictures (*.png *.jpg)</source>
        <translation>Bilder (*.png *.jpg)</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>A litter has {most} parents at most.</source>
        <translation>Ein Wurf hat höchstens {most} Eltern.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Picked to be parents</source>
        <translation>Als Eltern ausgewählt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>GENERATION {number}</source>
        <translation>GENERATION {number}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>LITTER</source>
        <translation>WURF</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>B breeds a first litter of the design above; A adds more parents.</source>
        <translation>B züchtet einen ersten Wurf des Entwurfs oben; A nimmt weitere Eltern dazu.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Parent {place}</source>
        <translation>Elternteil {place}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>Child {place}</source>
        <translation>Kind {place}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>on the shelf</source>
        <translation>in der Ablage</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>like them</source>
        <translation>wie sie</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>some</source>
        <translation>etwas</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>bold</source>
        <translation>kühn</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/page.py"/>
        <source>wild</source>
        <translation>wild</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/strip.py"/>
        <source>Generation {number}</source>
        <translation>Generation {number}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/breed/strip.py"/>
        <source>Go back to generation {number}</source>
        <translation>Zu Generation {number} zurückgehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/controls.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/controls.py"/>
        <source>No model</source>
        <translation>Kein Modell</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/controls.py"/>
        <location filename="../../studio/explorer/middle.py"/>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>Open a model file…</source>
        <translation>Modelldatei öffnen …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/controls.py"/>
        <source>A generator.safetensors file from anywhere</source>
        <translation>Eine Datei generator.safetensors von irgendwo</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/controls.py"/>
        <source>Open a model</source>
        <translation>Modell öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/controls.py"/>
        <location filename="../../studio/explorer/incoming_router.py"/>
        <source>Models (*.safetensors)</source>
        <translation>Modelle (*.safetensors)</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/current_design.py"/>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/current_design.py"/>
        <source>moved</source>
        <translation>bewegt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/current_design.py"/>
        <source>dragged</source>
        <translation>gezogen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/current_design.py"/>
        <source>grafted</source>
        <translation>verpflanzt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/current_design.py"/>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Walk</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/current_design.py"/>
        <source>of seed {seed:,}</source>
        <translation>von Startwert {seed:,}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/current_design.py"/>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <location filename="../../studio/explorer/side_by_side/table.py"/>
        <source>Seed {seed:,}</source>
        <translation>Startwert {seed:,}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/current_design.py"/>
        <source>Variation</source>
        <translation>Variation</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Keep on the shelf</source>
        <translation>In der Ablage behalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <source>save like</source>
        <translation>speichern gefällt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <source>Vary: other neighbours</source>
        <translation>Variieren: andere Nachbarn</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <source>around</source>
        <translation>rundherum</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <source>Export designs…</source>
        <translation>Entwürfe exportieren …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <location filename="../../studio/shelf/commands.py"/>
        <source>save png jpeg webp tiff krita openraster ora json npz csv upscale</source>
        <translation>speichern png jpeg webp tiff krita openraster ora json npz csv vergrößern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Make a contact sheet…</source>
        <translation>Kontaktbogen machen …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <source>pdf png</source>
        <translation>pdf png</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Copy the picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <location filename="../../studio/shelf/commands.py"/>
        <source>clipboard</source>
        <translation>Zwischenablage</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Copy without its background</source>
        <translation>Ohne Hintergrund kopieren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <location filename="../../studio/shelf/commands.py"/>
        <source>clipboard alpha transparent</source>
        <translation>Zwischenablage Alpha transparent</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <source>Add to the walk</source>
        <translation>Zum Rundgang hinzufügen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_actions.py"/>
        <source>morph</source>
        <translation>überblenden morphen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <source>Choose a design</source>
        <translation>Einen Entwurf wählen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <source>The design in the large view, and kept ones</source>
        <translation>Der Entwurf der großen Ansicht und behaltene</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>Fresh designs</source>
        <translation>Frische Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <source>The seed of a design</source>
        <translation>Der Startwert eines Entwurfs</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <source>Seed, then Enter</source>
        <translation>Startwert, dann Eingabe</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <source>This one, and kept ones</source>
        <translation>Dieser und behaltene</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <location filename="../../studio/explorer/design_panel.py"/>
        <location filename="../../studio/explorer/directions/strip.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <source>Fresh</source>
        <translation>Frisch</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_chooser.py"/>
        <source>A kept design</source>
        <translation>Ein behaltener Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <location filename="../../studio/explorer/side_by_side/table.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>The chosen design</source>
        <translation>Der gewählte Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Back to the one before</source>
        <translation>Zurück zum vorigen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Vary</source>
        <translation>Variieren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Show other neighbours of this design</source>
        <translation>Andere Nachbarn dieses Entwurfs zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Add to walk</source>
        <translation>Zum Rundgang</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Walk from design to design, below</source>
        <translation>Von Entwurf zu Entwurf gehen, unten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Designs around it, the chosen one in the middle</source>
        <translation>Entwürfe um ihn herum, der gewählte in der Mitte</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Around it</source>
        <translation>Um ihn herum</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Kept on the shelf</source>
        <translation>In der Ablage behalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>It is on the shelf already: show it there</source>
        <translation>Er ist schon in der Ablage: dort zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Put it on the shelf</source>
        <translation>In die Ablage legen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>Neighbour {number}</source>
        <translation>Nachbar {number}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>near</source>
        <translation>nah</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_panel.py"/>
        <source>far</source>
        <translation>fern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_steps.py"/>
        <source>Remembering the design</source>
        <translation>Merkt sich den Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_steps.py"/>
        <source>Reading the design</source>
        <translation>Liest den Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_well.py"/>
        <source>Drop a design here, or click to choose one</source>
        <translation>Einen Entwurf hierher ziehen oder klicken, um einen zu wählen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_well.py"/>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_well.py"/>
        <location filename="../../studio/explorer/walk/model.py"/>
        <source>seed {seed:,}</source>
        <translation>Startwert {seed:,}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_well.py"/>
        <source>a design</source>
        <translation>ein Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/design_well.py"/>
        <source>That design was made with another model: open it first.</source>
        <translation>Dieser Entwurf wurde mit einem anderen Modell gemacht: erst dieses öffnen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>What a click says of a design</source>
        <translation>Was ein Klick von einem Entwurf sagt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>With it</source>
        <translation>Damit</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>Without it</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>Where designs come from</source>
        <translation>Woher Entwürfe kommen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>From the shelf</source>
        <translation>Aus der Ablage</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>Designs to choose examples from</source>
        <translation>Entwürfe, aus denen Beispiele gewählt werden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>Design {number}</source>
        <translation>Entwurf {number}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>{name}, {mark} it</source>
        <translation>{name}, {mark}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>   ten of each and more are surer</source>
        <translation>   je zehn und mehr sind sicherer</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/examples.py"/>
        <source>{having} with, {lacking} without{advice}</source>
        <translation>{having} damit, {lacking} ohne{advice}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>In the network</source>
        <translation>Im Netz</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>In its designs</source>
        <translation>In seinen Entwürfen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>From examples</source>
        <translation>Aus Beispielen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>Between classes</source>
        <translation>Zwischen Klassen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>What the network&apos;s own weights change most, strongest first.</source>
        <translation>Was die Gewichte des Netzes selbst am meisten ändern, das Stärkste zuerst.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>How its designs differ most from one another, widest first.</source>
        <translation>Worin sich seine Entwürfe am meisten unterscheiden, das Weiteste zuerst.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>Mark some designs with it and some without, give it a name, and find it.</source>
        <translation>Einige Entwürfe mit der Eigenschaft und einige ohne kennzeichnen, ihr einen Namen geben und sie finden.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>The way from one class to another.</source>
        <translation>Der Weg von einer Klasse zu einer anderen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>Looking for them…</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Directions</source>
        <translation>Richtungen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>Find what this network can change, and teach it by examples.</source>
        <translation>Finden, was dieses Netz ändern kann, und es ihm an Beispielen beibringen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>sefa pca examples sliders semantic bend</source>
        <translation>sefa pca Beispiele Regler semantisch biegen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>click a picture to take it · Enter in a name keeps it</source>
        <translation>ein Bild anklicken, um es zu nehmen · Eingabe in einem Namen behält es</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>How directions are found</source>
        <translation>Wie Richtungen gefunden werden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>Layers that they move</source>
        <translation>Schichten, die sie bewegen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>All layers</source>
        <translation>Alle Schichten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>Apart from those kept</source>
        <translation>Getrennt von den behaltenen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>What is found brings along nothing of the directions that have a slider</source>
        <translation>Was gefunden wird, bringt nichts von den Richtungen mit, die einen Regler haben</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <location filename="../../studio/explorer/directions/strip.py"/>
        <source>Name of the direction</source>
        <translation>Name der Richtung</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>Name it: antenna, bulk, smile…</source>
        <translation>Name: Fühler, Wucht, Lächeln …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>From class</source>
        <translation>Von Klasse</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>To class</source>
        <translation>Zu Klasse</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <location filename="../../studio/help/shortcut_sheet.py"/>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>Find</source>
        <translation>Finden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <source>{start} to {end}</source>
        <translation>{start} zu {end}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>Finding directions</source>
        <translation>Findet Richtungen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/page.py"/>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>move “{name}”</source>
        <translation>„{name}“ bewegen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Sliders that bend the design: find some, or teach one.</source>
        <translation>Regler, die den Entwurf biegen: einige finden oder einen lehren.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>From examples…</source>
        <translation>Aus Beispielen …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Show some designs with it and some without</source>
        <translation>Einige Entwürfe damit und einige ohne zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Find more</source>
        <translation>Mehr finden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>What this network can change</source>
        <translation>Was dieses Netz ändern kann</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>They belong to another snapshot of this run: what they do may have drifted since</source>
        <translation>Sie gehören zu einem anderen Zwischenstand dieses Laufs: Was sie bewirken, kann sich seither verschoben haben</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Keep the directions of another snapshot of this run</source>
        <translation>Die Richtungen eines anderen Zwischenstands dieses Laufs behalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>All directions back to 0</source>
        <translation>Alle Richtungen zurück auf 0</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>sliders straighten</source>
        <translation>Regler gerade</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Open directions from a file…</source>
        <translation>Richtungen aus einer Datei öffnen …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>sliders import json</source>
        <translation>Regler importieren json</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Save the directions to a file…</source>
        <translation>Richtungen in eine Datei speichern …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>sliders export json</source>
        <translation>Regler exportieren json</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>set all directions back to 0</source>
        <translation>alle Richtungen zurück auf 0 setzen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Open directions</source>
        <translation>Richtungen öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Save the directions</source>
        <translation>Richtungen speichern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Directions (*.json)</source>
        <translation>Richtungen (*.json)</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Use {count} directions {when}</source>
        <translation>{count} Richtungen übernehmen, {when}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>This design carries as many changes as it can hold.</source>
        <translation>Dieser Entwurf trägt so viele Änderungen, wie er fassen kann.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>call a direction “{name}”</source>
        <translation>eine Richtung „{name}“ nennen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>change the layers of “{name}”</source>
        <translation>die Schichten von „{name}“ ändern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>There is no other direction to set it apart from.</source>
        <translation>Es gibt keine andere Richtung, von der sie zu trennen wäre.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>set “{name}” apart from the others</source>
        <translation>„{name}“ von den anderen trennen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/section.py"/>
        <source>Setting a direction apart</source>
        <translation>Trennt eine Richtung ab</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <source>{name}: name, layers and more</source>
        <translation>{name}: Name, Schichten und mehr</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <source>Moves the {layers}.</source>
        <translation>Bewegt {layers}.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <source>{tip}  (double-click: back to 0)</source>
        <translation>{tip}  (Doppelklick: zurück auf 0)</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <source>Back to 0</source>
        <translation>Zurück auf 0</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <location filename="../../studio/explorer/mix/page.py"/>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <location filename="../../studio/training/run/side.py"/>
        <location filename="../../gan_engine/networks/vanilla.py"/>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <source>Order the wall by it</source>
        <translation>Die Wand danach ordnen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <source>Set apart from the others</source>
        <translation>Von den anderen trennen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/slider_row.py"/>
        <source>{name} layers</source>
        <translation>Schichten: {name}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/strip.py"/>
        <source>Give it a slider at the left</source>
        <translation>Ihr links einen Regler geben</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/directions/strip.py"/>
        <source>From −2 to 2 along {name}</source>
        <translation>Von −2 bis 2 entlang {name}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/canvas.py"/>
        <source>The design, with handles to pull it by</source>
        <translation>Der Entwurf, mit Griffen zum Ziehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/canvas.py"/>
        <source>No handle yet: Insert puts one into the middle.</source>
        <translation>Noch kein Griff: Einfg setzt einen in die Mitte.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/canvas.py"/>
        <source>{count} handles.</source>
        <translation>{count} Griffe.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/canvas.py"/>
        <source>Handle {chosen} of {count}: from {x:.0%} across and {y:.0%} down to {to_x:.0%} across and {to_y:.0%} down.</source>
        <translation>Griff {chosen} von {count}: von {x:.0%} quer und {y:.0%} abwärts nach {to_x:.0%} quer und {to_y:.0%} abwärts.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Pull parts of the design to where they should be.</source>
        <translation>Teile des Entwurfs dorthin ziehen, wo sie sein sollen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>pull handle move pose shape warp</source>
        <translation>ziehen Griff bewegen Pose Form verformen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Pull a handle · Alt (B: by keys) paints what stays · arrows move it · Enter starts and stops</source>
        <translation>An einem Griff ziehen · Alt (B: mit Tasten) malt, was bleibt · Pfeile bewegen ihn · Eingabe beginnt und hält an</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Add a handle</source>
        <translation>Griff hinzufügen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Paint what stays</source>
        <translation>Malen, was bleibt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Paint with the mouse; Shift or the right button wipes out. With Alt you can always paint.</source>
        <translation>Mit der Maus malen; Umschalt oder die rechte Taste wischt aus. Mit Alt lässt sich immer malen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>All far from handles</source>
        <translation>Alles fern von Griffen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>All but what lies around them stays</source>
        <translation>Alles bleibt, außer was um sie herum liegt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Nothing need stay</source>
        <translation>Nichts muss bleiben</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <location filename="../../studio/explorer/from_picture/brushes.py"/>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Handles</source>
        <translation>Griffe</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>What stays as it is</source>
        <translation>Was bleibt, wie es ist</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Start or stop the drag</source>
        <translation>Ziehen beginnen oder anhalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Drag: all but around the handles stays</source>
        <translation>Ziehen: alles bleibt, außer um die Griffe</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Looking at the design…</source>
        <translation>Sieht den Entwurf an …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>{number:.0f} steps a second, </source>
        <translation>{number:.0f} Schritte je Sekunde, </translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>{pace}{pixels} to go</source>
        <translation>{pace}noch {pixels}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>drag the design, {steps}</source>
        <translation>den Entwurf ziehen, {steps}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>{n} steps</source>
        <translation>
            <numerusform>{n} Schritt</numerusform>
            <numerusform>{n} Schritte</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Press on a part of the design and handle.</source>
        <translation>Auf einen Teil des Entwurfs drücken und ziehen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>{button}   Enter</source>
        <translation>{button}   Eingabe</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>There.</source>
        <translation>Am Ziel.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>It comes no nearer than {left}: pull less far, or let less stay as it is.</source>
        <translation>Es kommt nicht näher als {left}: weniger weit ziehen oder weniger bleiben lassen, wie es ist.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>Stopped, with {left} to go.</source>
        <translation>Angehalten, noch {left}.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>less than a pixel</source>
        <translation>weniger als ein Pixel</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/explorer/drag/page.py"/>
        <source>{n} pixels</source>
        <translation>
            <numerusform>{n} Pixel</numerusform>
            <numerusform>{n} Pixel</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/brushes.py"/>
        <source>Colours of the brush</source>
        <translation>Farben des Pinsels</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/brushes.py"/>
        <source>Rubber</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/brushes.py"/>
        <source>Take paint away: there anything may come</source>
        <translation>Farbe wegnehmen: dort darf alles kommen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/brushes.py"/>
        <source>Stroke back</source>
        <translation>Strich zurück</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/brushes.py"/>
        <source>Take the last stroke back</source>
        <translation>Den letzten Strich zurücknehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/brushes.py"/>
        <source>Empty</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/brushes.py"/>
        <source>Take all paint away</source>
        <translation>Alle Farbe wegnehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>True to the model</source>
        <translation>Dem Modell treu</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>One style for all layers: a design like the model&apos;s own, good to go on with.</source>
        <translation>Ein Stil für alle Schichten: ein Entwurf wie die des Modells, gut zum Weiterarbeiten.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Near to the picture</source>
        <translation>Nah am Bild</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Each layer its own style: nearer, but less like what the model draws.</source>
        <translation>Jede Schicht mit eigenem Stil: näher, aber weniger wie das, was das Modell zeichnet.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>waits for its turn</source>
        <translation>wartet, bis es an der Reihe ist</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>under way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <location filename="../../studio/training/run_words.py"/>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>From a picture</source>
        <translation>Aus einem Bild</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>A picture of yours, or a sketch in colours, becomes the nearest design.</source>
        <translation>Ein eigenes Bild oder eine Farbskizze wird zum nächstliegenden Entwurf.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>project projection invert own drawing sketch colours w+</source>
        <translation>Projektion projizieren umkehren eigene Zeichnung Skizze Farben w+</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>S keep · Enter begin from it · Esc stop</source>
        <translation>S behält · Eingabe geht von ihm aus · Esc hält an</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>What the design is found from</source>
        <translation>Woraus der Entwurf gefunden wird</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>A picture</source>
        <translation>Ein Bild</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>A sketch</source>
        <translation>Eine Skizze</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>The nearest design so far</source>
        <translation>Der bisher nächste Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>How near it may come</source>
        <translation>Wie nah er kommen darf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>From the sketch&apos;s colours alone to what the model usually draws</source>
        <translation>Von den Farben der Skizze allein bis zu dem, was das Modell sonst zeichnet</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Find it</source>
        <translation>Finden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Keep what is found so far</source>
        <translation>Behalten, was bisher gefunden ist</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Begin from it</source>
        <translation>Davon ausgehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Into the large view: mix it, drag it, walk to it</source>
        <translation>In die große Ansicht: mischen, ziehen, dorthin gehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>How far the search is</source>
        <translation>Wie weit die Suche ist</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Pictures and sketches whose designs were looked for</source>
        <translation>Bilder und Skizzen, deren Entwürfe gesucht wurden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Looked for</source>
        <translation>Gesucht</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <location filename="../../studio/welcome.py"/>
        <source>Take off the list</source>
        <translation>Von der Liste nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>The search alone; designs kept stay</source>
        <translation>Nur die Suche; behaltene Entwürfe bleiben</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Yours</source>
        <translation>Eigenes</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>The model&apos;s</source>
        <translation>Des Modells</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Find the design of a picture…</source>
        <translation>Den Entwurf zu einem Bild finden …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>project own drawing</source>
        <translation>projizieren eigene Zeichnung</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>Begin from the design found</source>
        <translation>Vom gefundenen Entwurf ausgehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>yours</source>
        <translation>eigene</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>between</source>
        <translation>dazwischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/page.py"/>
        <source>the model&apos;s</source>
        <translation>die des Modells</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/picture_drop.py"/>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff)</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/picture_drop.py"/>
        <source>The picture whose design is looked for</source>
        <translation>Das Bild, dessen Entwurf gesucht wird</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/picture_drop.py"/>
        <source>A picture of yours</source>
        <translation>Ein eigenes Bild</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/picture_drop.py"/>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Drop a picture here, or click to choose one</source>
        <translation>Ein Bild hierher ziehen oder klicken, um eines zu wählen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <source>Skin</source>
        <translation>Haut</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <source>Brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <source>Sketch in colours</source>
        <translation>Skizze in Farben</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <source>Arrows move the brush, Space paints, [ and ] change it, Backspace takes a stroke back</source>
        <translation>Pfeile bewegen den Pinsel, die Leertaste malt, [ und ] ändern ihn, die Rücktaste nimmt einen Strich zurück</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/from_picture/sketch_canvas.py"/>
        <source>Paint the colours where they should be</source>
        <translation>Die Farben dorthin malen, wo sie sein sollen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/canvases.py"/>
        <source>The design to take from: paint the part</source>
        <translation>Der Entwurf, von dem genommen wird: den Teil malen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/canvases.py"/>
        <source>The design with the part put onto it</source>
        <translation>Der Entwurf mit dem aufgesetzten Teil</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Graft</source>
        <translation>Verpflanzen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Put a part of one design onto another.</source>
        <translation>Einen Teil eines Entwurfs auf einen anderen setzen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>transplant paste part combine mask paint</source>
        <translation>verpflanzen einfügen Teil verbinden Maske malen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Paint what is taken (B: by keys) · Shift wipes out · on the right drag or arrows move it · + and - grow it</source>
        <translation>Malen, was genommen wird (B: mit Tasten) · Umschalt wischt aus · rechts setzen Ziehen oder Pfeile es woandershin · + und - ändern die Größe</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Take from</source>
        <translation>Nehmen von</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Put onto</source>
        <translation>Setzen auf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Brings</source>
        <translation>Bringt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Grow</source>
        <translation>Wachsen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Soft edge</source>
        <translation>Weicher Rand</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>From which of the network&apos;s stages on: early ones bring form, late ones only surface</source>
        <translation>Von welcher Stufe des Netzes an: frühe bringen Form, späte nur Oberfläche</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>A part in the middle</source>
        <translation>Ein Teil in der Mitte</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>A round one, to be moved and grown by keys</source>
        <translation>Ein runder, mit Tasten zu bewegen und zu vergrößern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Take nothing</source>
        <translation>Nichts nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Graft another part</source>
        <translation>Noch einen Teil verpflanzen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Keep this one as it is and begin the next</source>
        <translation>Diesen behalten, wie er ist, und den nächsten beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>The design to take from</source>
        <translation>Der Entwurf, von dem genommen wird</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>The part</source>
        <translation>Der Teil</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Take from this design, to graft it onto another</source>
        <translation>Von diesem Entwurf nehmen, um es auf einen anderen zu setzen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>donor</source>
        <translation>Spender</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Now choose a design to put a part of it onto.</source>
        <translation>Jetzt einen Entwurf wählen, auf den ein Teil davon kommt.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>This design holds as many parts of others as it can.</source>
        <translation>Dieser Entwurf fasst nicht mehr Teile von anderen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>graft a part</source>
        <translation>einen Teil verpflanzen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>all</source>
        <translation>alles</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>form</source>
        <translation>Form</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>detail</source>
        <translation>Einzelheit</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>surface</source>
        <translation>Oberfläche</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/graft/page.py"/>
        <source>Paint on the left what is to be taken.</source>
        <translation>Links malen, was genommen werden soll.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <source>This design stays out. {error}</source>
        <translation>Dieser Entwurf bleibt draußen. {error}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <source>Looking at the model</source>
        <translation>Sieht das Modell an</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <source>the model that made it</source>
        <translation>das Modell, das ihn gemacht hat</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <source>“{name}” is not {model}, or was changed since.</source>
        <translation>„{name}“ ist nicht {model} oder wurde seither geändert.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <source>Its contents must be the same to the byte: show another.</source>
        <translation>Sein Inhalt muss bis aufs Byte gleich sein: ein anderes zeigen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <source>Reading recipes</source>
        <translation>Liest Rezepte</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <source>Looking for its model</source>
        <translation>Sucht ihr Modell</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <source>These latents name no model: open the one that they belong to, then drop them again.</source>
        <translation>Diese Latenten nennen kein Modell: das öffnen, zu dem sie gehören, und sie noch einmal hierher ziehen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <location filename="../../studio/workers/design_exports.py"/>
        <source>a model</source>
        <translation>einem Modell</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <source>These designs were made with {name}, which is not in this project.</source>
        <translation>
            <numerusform>Dieser Entwurf wurde mit {name} gemacht, das nicht in diesem Projekt ist.</numerusform>
            <numerusform>Diese Entwürfe wurden mit {name} gemacht, das nicht in diesem Projekt ist.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_designs.py"/>
        <source>If you have its generator.safetensors, show where: the design then comes back by itself.</source>
        <translation>Ist die Datei generator.safetensors vorhanden, zeigen, wo: Der Entwurf kommt dann von selbst zurück.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_router.py"/>
        <source>{count:,} designs came back: they stand in the walk.</source>
        <translation>{count:,} Entwürfe kamen zurück: Sie stehen im Rundgang.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_router.py"/>
        <source>Made with {model}: opening it</source>
        <translation>Gemacht mit {model}: wird geöffnet</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_router.py"/>
        <source>another model</source>
        <translation>einem anderen Modell</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_router.py"/>
        <location filename="../../studio/explorer/wall/view.py"/>
        <source>Find it…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/incoming_router.py"/>
        <source>Where is the model?</source>
        <translation>Wo liegt das Modell?</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/kept_designs.py"/>
        <source>Looking on the shelf</source>
        <translation>Sieht in der Ablage nach</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/explorer/kept_designs.py"/>
        <source>That are {n} designs: keep at most {most} at once.</source>
        <translation>
            <numerusform>Das ist {n} Entwurf: höchstens {most} auf einmal behalten.</numerusform>
            <numerusform>Das sind {n} Entwürfe: höchstens {most} auf einmal behalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/explorer/kept_designs.py"/>
        <source>Keeping {n} designs</source>
        <translation>
            <numerusform>Behält einen Entwurf</numerusform>
            <numerusform>Behält {n} Entwürfe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/explorer/kept_designs.py"/>
        <source>These are on the shelf already</source>
        <translation>
            <numerusform>Dieser Entwurf ist schon in der Ablage</numerusform>
            <numerusform>Diese sind schon in der Ablage</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/explorer/kept_designs.py"/>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/explorer/kept_designs.py"/>
        <source>Kept {n} designs on the shelf</source>
        <translation>
            <numerusform>In der Ablage behalten</numerusform>
            <numerusform>{n} Entwürfe in der Ablage behalten</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/explorer/kept_designs.py"/>
        <source>Keeping</source>
        <translation>Behält</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/middle.py"/>
        <location filename="../../studio/explorer/wall/view.py"/>
        <source>Go to Train</source>
        <translation>Zu Trainieren gehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/middle.py"/>
        <source>No trained model yet</source>
        <translation>Noch kein trainiertes Modell</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/middle.py"/>
        <source>Train one on your pictures: its first snapshot is enough to begin. Or open a model you have.</source>
        <translation>Eines mit den eigenen Bildern trainieren: Der erste Zwischenstand reicht zum Anfangen. Oder ein vorhandenes Modell öffnen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/middle.py"/>
        <location filename="../../studio/explorer/wall/view.py"/>
        <location filename="../../studio/training/queue/trouble_dialog.py"/>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/middle.py"/>
        <source>This model cannot be opened</source>
        <translation>Dieses Modell lässt sich nicht öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/middle.py"/>
        <source>“{title}” cannot be opened</source>
        <translation>„{title}“ lässt sich nicht öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Mix</source>
        <translation>Mischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Rows and columns of designs, mixed where they meet.</source>
        <translation>Zeilen und Spalten von Entwürfen, gemischt, wo sie sich treffen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>style mixing coarse middle fine pose form colour sheet layers</source>
        <translation>Stile mischen grob mittel fein Pose Form Farbe Bogen Schichten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Arrows move · Enter shows a cell · S keep · Delete takes a row or column out</source>
        <translation>Pfeile bewegen · Eingabe zeigt eine Zelle · S behält · Entf nimmt eine Zeile oder Spalte heraus</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>What the rows take from the columns</source>
        <translation>Was die Zeilen von den Spalten nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>First layer taken</source>
        <translation>Erste genommene Schicht</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Last layer taken</source>
        <translation>Letzte genommene Schicht</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Add a row</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Add a column</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Other designs</source>
        <translation>Andere Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Save the sheet…</source>
        <translation>Bogen speichern …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Rows take from columns</source>
        <translation>Zeilen nehmen von Spalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Mix this design with others</source>
        <translation>Diesen Entwurf mit anderen mischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>style mixing sheet</source>
        <translation>Stile mischen Bogen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>put other designs on the sheet</source>
        <translation>andere Entwürfe auf den Bogen legen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Save the sheet</source>
        <translation>Bogen speichern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>mixed designs.png</source>
        <translation>gemischte Entwürfe.png</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Writing {name}</source>
        <translation>Schreibt {name}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Writing the sheet</source>
        <translation>Schreibt den Bogen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Wrote “{name}”, {width} × {height}</source>
        <translation>„{name}“ geschrieben, {width} × {height}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>add a row</source>
        <translation>eine Zeile hinzufügen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>add a column</source>
        <translation>eine Spalte hinzufügen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>put another design on the sheet</source>
        <translation>einen anderen Entwurf auf den Bogen legen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>take a row out</source>
        <translation>eine Zeile herausnehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>take a column out</source>
        <translation>eine Spalte herausnehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Column {number}</source>
        <translation>Spalte {number}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Row {number}</source>
        <translation>Zeile {number}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>Row {number} with {column}</source>
        <translation>Zeile {number} mit {column}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>One of these designs carries as many changes as it can hold.</source>
        <translation>Einer dieser Entwürfe trägt so viele Änderungen, wie er fassen kann.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>{smallest} to {largest}</source>
        <translation>{smallest} bis {largest}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <source>What is drawn at {sizes}</source>
        <translation>Was bei {sizes} gezeichnet wird</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/page.py"/>
        <location filename="../../studio/workers/explorer/design_recipes.py"/>
        <source>seed {seed}</source>
        <translation>Startwert {seed}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>Pose</source>
        <translation>Pose</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <location filename="../../gan_engine/networks/progan.py"/>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>Mix from</source>
        <translation>Mischen mit</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>{group} from</source>
        <translation>{group} von</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>Layer by layer</source>
        <translation>Schicht für Schicht</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>Show the layers one by one</source>
        <translation>Die Schichten einzeln zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>Layers from</source>
        <translation>Schichten von</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>Mix with nothing</source>
        <translation>Mit nichts mischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>styles own layers</source>
        <translation>Stile eigene Schichten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>mix with nothing</source>
        <translation>mit nichts mischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>take {group} from another design</source>
        <translation>{group} von einem anderen Entwurf nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>take no {group} from others</source>
        <translation>{group} nicht von anderen nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>mix {group}</source>
        <translation>{group} mischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>take layers from another design</source>
        <translation>Schichten von einem anderen Entwurf nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>take no layers from others</source>
        <translation>keine Schichten von anderen nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/mix/section.py"/>
        <source>mix layer by layer</source>
        <translation>Schicht für Schicht mischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/model_opening.py"/>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>Looking for models</source>
        <translation>Sucht Modelle</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/modes/mode_host.py"/>
        <source>What stands in the middle</source>
        <translation>Was in der Mitte steht</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/modes/mode_host.py"/>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Wall</source>
        <translation>Wand</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/modes/mode_host.py"/>
        <source>Designs of one seed after the other</source>
        <translation>Entwürfe, ein Startwert nach dem anderen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/modes/mode_host.py"/>
        <source>There is no such mode.</source>
        <translation>Diese Ansicht gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/modes/mode_host.py"/>
        <source>Open a model first.</source>
        <translation>Zuerst ein Modell öffnen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/modes/mode_host.py"/>
        <source>grid of designs</source>
        <translation>Raster von Entwürfen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/modes/mode_host.py"/>
        <source>{words} mode</source>
        <translation>{words} Ansicht Modus</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Close to</source>
        <translation>Nah an</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Copy of</source>
        <translation>Kopie von</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>Originality</source>
        <translation>Originalität</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <source>The pictures of your art nearest to it</source>
        <translation>Die eigenen Bilder, die ihm am nächsten sind</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <source>Show in Curate</source>
        <translation>In Kuratieren zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <source>The pictures that this design comes from</source>
        <translation>Die Bilder, aus denen dieser Entwurf kommt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <source>More like this</source>
        <translation>Mehr davon</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <source>Tag them “{tag}” in Curate: of these the set needs more</source>
        <translation>Ihnen in Kuratieren das Schlagwort „{tag}“ geben: davon braucht der Satz mehr</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <source>Show where this design comes from</source>
        <translation>Zeigen, woher dieser Entwurf kommt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <source>training pictures originality curate data copy</source>
        <translation>Trainingsbilder Originalität kuratieren Daten Kopie</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <source>More like this: tag its training pictures</source>
        <translation>Mehr davon: seinen Trainingsbildern ein Schlagwort geben</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <source>data curate</source>
        <translation>Daten kuratieren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/originality/section.py"/>
        <source>Picture {place}</source>
        <translation>Bild {place}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/canvas.py"/>
        <source>Between four designs: the arrow keys move about</source>
        <translation>Zwischen vier Entwürfen: Die Pfeiltasten bewegen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/canvas.py"/>
        <source>{x:.0%} across, {y:.0%} down</source>
        <translation>{x:.0%} quer, {y:.0%} abwärts</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Top left</source>
        <translation>Oben links</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Top right</source>
        <translation>Oben rechts</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Bottom left</source>
        <translation>Unten links</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Bottom right</source>
        <translation>Unten rechts</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Pad</source>
        <translation>Feld</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Move between four designs.</source>
        <translation>Sich zwischen vier Entwürfen bewegen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>blend corners bilinear morph between</source>
        <translation>überblenden Ecken bilinear morphen zwischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Drag the dot, or arrows · Home centre · S keep · W walk · drop designs at the corners</source>
        <translation>Den Punkt ziehen oder Pfeile · Pos1 Mitte · S behält · W Rundgang · Entwürfe auf die Ecken ziehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Back to the middle</source>
        <translation>Zurück zur Mitte</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Corners</source>
        <translation>Ecken</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>Other designs at the corners of the pad</source>
        <translation>Andere Entwürfe an den Ecken des Felds</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>shuffle</source>
        <translation>mischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>put other designs at the corners</source>
        <translation>andere Entwürfe an die Ecken setzen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/pad/page.py"/>
        <source>put another design at a corner</source>
        <translation>einen anderen Entwurf an eine Ecke setzen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>its own</source>
        <translation>eigenes</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <location filename="../../studio/training/recipe_words.py"/>
        <location filename="../../studio/widgets/marks/label_row.py"/>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>any</source>
        <translation>beliebiges</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>coarse</source>
        <translation>grob</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>middle too</source>
        <translation>mittel auch</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Truncation</source>
        <translation>Trunkierung</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>Less: closer to the average, safer. More: bolder.</source>
        <translation>Weniger: näher am Durchschnitt, sicherer. Mehr: kühner.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>Reaches</source>
        <translation>Reicht</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>Truncation may leave the finer layers as they are: tame shapes, bold colours</source>
        <translation>Die Trunkierung kann die feineren Schichten lassen, wie sie sind: zahme Formen, kühne Farben</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>What the network strews over its layers: its own, none, or another for each design</source>
        <translation>Was das Netz über seine Schichten streut: sein eigenes, keines oder für jeden Entwurf ein anderes</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>Sampling</source>
        <translation>Ziehung</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>several</source>
        <translation>mehrere</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>any</source>
        <comment>class</comment>
        <translation>jede</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/sampling_panel.py"/>
        <source>as usual</source>
        <translation>wie üblich</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/session_state.py"/>
        <source>change a way of the walk</source>
        <translation>einen Weg des Rundgangs ändern</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/session_state.py"/>
        <source>walk straight</source>
        <translation>gerade gehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/session_state.py"/>
        <source>walk round</source>
        <translation>rund gehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/session_state.py"/>
        <source>change how long the walk takes</source>
        <translation>ändern, wie lange der Rundgang dauert</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/session_state.py"/>
        <source>change whether the walk loops</source>
        <translation>ändern, ob der Rundgang im Kreis geht</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/session_state.py"/>
        <source>empty the walk</source>
        <translation>den Rundgang leeren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/session_state.py"/>
        <source>add {stations} to the walk</source>
        <translation>dem Rundgang {stations} hinzufügen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/explorer/session_state.py"/>
        <source>{n} stations</source>
        <translation>
            <numerusform>{n} Station</numerusform>
            <numerusform>{n} Stationen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/explorer/session_state.py"/>
        <source>take {stations} from the walk</source>
        <translation>dem Rundgang {stations} nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/session_state.py"/>
        <source>put the walk in another order</source>
        <translation>den Rundgang umordnen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>The same seeds drawn by up to four models.</source>
        <translation>Dieselben Startwerte, gezeichnet von bis zu vier Modellen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>compare snapshots runs versions</source>
        <translation>vergleichen Zwischenstände Läufe Versionen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>Enter takes a design with its model into the large view · Esc back to the wall</source>
        <translation>Eingabe holt einen Entwurf mit seinem Modell in die große Ansicht · Esc zurück zur Wand</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>Another model</source>
        <translation>Noch ein Modell</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>Another model, up to four</source>
        <translation>Noch ein Modell, bis zu vier</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>Side by side: another model</source>
        <translation>Nebeneinander: noch ein Modell</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>column compare snapshot</source>
        <translation>Spalte vergleichen Zwischenstand</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>Model of column {count}</source>
        <translation>Modell der Spalte {count}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/page.py"/>
        <source>There is one model so far: a snapshot more, and they stand side by side.</source>
        <translation>Bisher gibt es ein Modell: noch ein Zwischenstand, und sie stehen nebeneinander.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/table.py"/>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/side_by_side/table.py"/>
        <source>The same seeds by several models</source>
        <translation>Dieselben Startwerte von mehreren Modellen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Duration of the walk in seconds</source>
        <translation>Dauer des Rundgangs in Sekunden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>How long the walk takes, in seconds: Up and Down change it</source>
        <translation>Wie lange der Rundgang dauert, in Sekunden: Auf und Ab ändern es</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Loop</source>
        <translation>Kreis</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Go back to the first design, round and round</source>
        <translation>Zum ersten Entwurf zurückgehen, immer im Kreis</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Straight</source>
        <translation>Linie</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <location filename="../../studio/shelf/commands.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Export…</source>
        <translation>Export …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>As a clip</source>
        <translation>Als Clip</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Playing the walk</source>
        <translation>Spielt den Rundgang</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>The walk is full: take some stations out first.</source>
        <translation>Der Rundgang ist voll: erst einige Stationen herausnehmen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>{button}   L</source>
        <translation>{button}   L</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Stop the walk</source>
        <translation>Rundgang anhalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Play the walk</source>
        <translation>Rundgang abspielen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>A walk needs two designs or more</source>
        <translation>Ein Rundgang braucht mindestens zwei Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>From design to design on the line between their styles, instead of round on the sphere of latents</source>
        <translation>Von Entwurf zu Entwurf auf der Linie zwischen ihren Stilen, statt rund auf der Kugel der Latenten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>From {first} to {last}</source>
        <translation>Von {first} nach {last}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Drawing {drawn} of {needed}</source>
        <translation>Zeichnet {drawn} von {needed}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>{seconds:.1f} of {total:.1f} s</source>
        <translation>{seconds:.1f} von {total:.1f} s</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>{model} walk</source>
        <translation>Rundgang {model}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Exporting {name}</source>
        <translation>Exportiert {name}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <source>Exported “{name}”, {width} × {height}</source>
        <translation>„{name}“ exportiert, {width} × {height}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/bar.py"/>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>Frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>A video for every player; small and smooth.</source>
        <translation>Ein Video für jeden Player; klein und flüssig.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>A video for pages; small, without patents.</source>
        <translation>Ein Video für Webseiten; klein, ohne Patente.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>Moves in every chat and page; 256 colours.</source>
        <translation>Bewegt sich in jedem Chat und auf jeder Seite; 256 Farben.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>Moves in browsers; all colours.</source>
        <translation>Bewegt sich in Browsern; alle Farben.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>A folder of numbered PNGs, for programs that cut and composite.</source>
        <translation>Ein Ordner mit nummerierten PNGs, für Programme zum Schneiden und Zusammensetzen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>Export the walk</source>
        <translation>Rundgang exportieren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>, and back to the first</source>
        <translation>, und zurück zum ersten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>Kind of clip</source>
        <translation>Art des Clips</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>Enlarging</source>
        <translation>Vergrößerung</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Smooth</source>
        <translation>Weich</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Sharp pixels</source>
        <translation>Scharfe Pixel</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <location filename="../../studio/training/compare/files.py"/>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>Through {stations} designs{round}, in {seconds:g} seconds.</source>
        <translation>Durch {stations} Entwürfe{round}, in {seconds:g} Sekunden.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source>Frames a second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Enlarged</source>
        <translation>Vergrößert</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source> They stay see-through.</source>
        <translation> Sie bleiben durchsichtig.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/clip_dialog.py"/>
        <source> What is see-through is laid on white.</source>
        <translation> Was durchsichtig ist, wird auf Weiß gelegt.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/model.py"/>
        <source>a varied design</source>
        <translation>ein variierter Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/model.py"/>
        <source>Station {row}: {point}</source>
        <translation>Station {row}: {point}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/segment_window.py"/>
        <source>Steady</source>
        <translation>Gleichmäßig</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/segment_window.py"/>
        <source>Slow start</source>
        <translation>Langsamer Beginn</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/segment_window.py"/>
        <source>Slow end</source>
        <translation>Langsames Ende</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/segment_window.py"/>
        <source>Soft</source>
        <translation>Sanft</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/segment_window.py"/>
        <source>Hold, then cut</source>
        <translation>Halten, dann Schnitt</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/segment_window.py"/>
        <source>Its time in seconds</source>
        <translation>Seine Zeit in Sekunden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/segment_window.py"/>
        <source>Even speed</source>
        <translation>Gleiches Tempo</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/segment_window.py"/>
        <source>As long as the way is: at the same speed as the others</source>
        <translation>So lange, wie der Weg ist: im selben Tempo wie die anderen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/segment_window.py"/>
        <source>How it goes</source>
        <translation>Wie er verläuft</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/strip.py"/>
        <source>Stations of the walk</source>
        <translation>Stationen des Rundgangs</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/strip.py"/>
        <source>{seconds:.1f} s</source>
        <translation>{seconds:.1f} s</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/strip.py"/>
        <source>{time}: click to set its time and how it goes</source>
        <translation>{time}: klicken, um Zeit und Verlauf zu setzen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/strip.py"/>
        <source>Move left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/strip.py"/>
        <source>Move right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/strip.py"/>
        <source>Time and easing of the way from it…</source>
        <translation>Zeit und Verlauf des Weges von hier …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/strip.py"/>
        <source>Take out of the walk</source>
        <translation>Aus dem Rundgang nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/strip.py"/>
        <source>Drag designs here, or press W on each, to walk from one to the next</source>
        <translation>Entwürfe hierher ziehen oder auf jedem W drücken, um von einem zum nächsten zu gehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/walk/strip.py"/>
        <source>Drag designs here, or press W</source>
        <translation>Entwürfe hierher ziehen oder W drücken</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/model.py"/>
        <source>, kept</source>
        <translation>, behalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/model.py"/>
        <source>Seed {seed:,}{classes}{kept}</source>
        <translation>Startwert {seed:,}{classes}{kept}</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>by seed</source>
        <translation>nach Startwert</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>most different</source>
        <translation>die verschiedensten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>like this one</source>
        <translation>wie dieser</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>like a picture</source>
        <translation>wie ein Bild</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>by outline</source>
        <translation>nach Umriss</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>most original</source>
        <translation>die originellsten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>by direction</source>
        <translation>nach Richtung</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.gif)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.gif)</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Picture to look for</source>
        <translation>Bild, nach dem gesucht wird</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>Order</source>
        <translation>Ordnung</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Which designs hang first</source>
        <translation>Welche Entwürfe zuerst hängen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Shuffle again</source>
        <translation>Neu mischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Look at others</source>
        <translation>Andere ansehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Look among as many other seeds</source>
        <translation>Unter ebenso vielen anderen Startwerten suchen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Choose a picture…</source>
        <translation>Bild wählen …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Begin anew</source>
        <translation>Von vorn beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Jump to seed</source>
        <translation>Zu einem Startwert springen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Jump to seed…</source>
        <translation>Zum Startwert springen …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Paint roughly what you look for.</source>
        <translation>Grob malen, was gesucht wird.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/order_panel.py"/>
        <source>Look for designs like a picture</source>
        <translation>Entwürfe wie ein Bild suchen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Those that differ most of {of:,}.</source>
        <translation>Die verschiedensten von {of:,}.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Of {of:,}, the likest first.</source>
        <translation>Von {of:,} die ähnlichsten zuerst.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Of {of:,}, the likest to “{picture}” first.</source>
        <translation>Von {of:,} zuerst die, die „{picture}“ am ähnlichsten sind.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Of {of:,}, the best fitting first.</source>
        <translation>Von {of:,} die am besten passenden zuerst.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Of {of:,}, the farthest along “{direction}” first.</source>
        <translation>Von {of:,} zuerst die, die am weitesten entlang „{direction}“ liegen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Of {of:,}, those first that are least like the pictures it learnt from.</source>
        <translation>Von {of:,} zuerst die, die den gelernten Bildern am wenigsten ähneln.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Shuffle the wall</source>
        <translation>Wand neu mischen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>random dice</source>
        <translation>Zufall Würfel</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Most different first</source>
        <translation>Die verschiedensten zuerst</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>wall order spread diverse search</source>
        <translation>Wand ordnen Streuung verschieden suchen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>More like this one</source>
        <translation>Mehr wie dieser</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>wall order similar search</source>
        <translation>Wand ordnen ähnlich suchen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Most original first</source>
        <translation>Die originellsten zuerst</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>wall order search new copy</source>
        <translation>Wand ordnen suchen neu Kopie</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Designs like a picture…</source>
        <translation>Entwürfe wie ein Bild …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>wall order search reference</source>
        <translation>Wand ordnen suchen Vorlage</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Designs of an outline…</source>
        <translation>Entwürfe mit einem Umriss …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>wall order search silhouette paint shape</source>
        <translation>Wand ordnen suchen Silhouette malen Form</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Jump to a seed…</source>
        <translation>Zu einem Startwert springen …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Looking at designs…</source>
        <translation>Sieht Entwürfe an …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Looked at {looked:,} of {total:,}…</source>
        <translation>{looked:,} von {total:,} angesehen …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/ordering.py"/>
        <source>Stopped: {looked:,} looked at.</source>
        <translation>Angehalten: {looked:,} angesehen.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/outline_canvas.py"/>
        <source>Outline to look for</source>
        <translation>Umriss, nach dem gesucht wird</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/outline_canvas.py"/>
        <source>Arrows move the brush, Space paints, Backspace takes away, Delete clears</source>
        <translation>Pfeile bewegen den Pinsel, Leertaste malt, Rücktaste nimmt weg, Entf leert</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/outline_canvas.py"/>
        <source>Paint roughly where the figure should be; the right button takes away</source>
        <translation>Grob malen, wo die Figur sein soll; die rechte Taste nimmt weg</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/view.py"/>
        <source>Wall of designs</source>
        <translation>Wand aus Entwürfen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/view.py"/>
        <source>A model to try things with</source>
        <translation>Ein Modell zum Ausprobieren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/view.py"/>
        <source>It comes with Maquette. Train one on your own pictures: its first snapshot takes this one&apos;s place.</source>
        <translation>Es kommt mit Maquette. Eines mit den eigenen Bildern trainieren: Dessen erster Zwischenstand tritt an seine Stelle.</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/wall/view.py"/>
        <source>Drawing {missing:,}…</source>
        <translation>Zeichnet {missing:,} …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>S keep · V vary · W add to walk · Space look close · drag out as a file</source>
        <translation>S behält · V variiert · W zum Rundgang · Leertaste sieht genau an · als Datei herausziehen</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <location filename="../../studio/workspaces.py"/>
        <source>Explore</source>
        <translation>Erkunden</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>Play or stop the walk</source>
        <translation>Rundgang abspielen oder anhalten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>interpolate animate</source>
        <translation>interpolieren animieren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>Export the walk as a clip…</source>
        <translation>Rundgang als Clip exportieren …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>video mp4 webm gif webp frames</source>
        <translation>Video mp4 webm gif webp Einzelbilder</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>Time and easing of a way in the walk…</source>
        <translation>Zeit und Verlauf eines Weges im Rundgang …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>seconds slow hold</source>
        <translation>Sekunden langsam halten</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>Empty the walk</source>
        <translation>Rundgang leeren</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>Back to the design before</source>
        <translation>Zurück zum vorigen Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>snapshot generator safetensors</source>
        <translation>Zwischenstand Generator safetensors</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <location filename="../../studio/workers/curation/choices.py"/>
        <source>Remembering</source>
        <translation>Merkt sich</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>Opening…</source>
        <translation>Öffnet …</translation>
    </message>
    <message>
        <location filename="../../studio/explorer/workspace.py"/>
        <source>draw the design another way</source>
        <translation>den Entwurf anders zeichnen</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>There was not enough memory for: {doing}.</source>
        <translation>Der Speicher reichte nicht für: {doing}.</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>There was not enough memory.</source>
        <translation>Der Speicher reichte nicht.</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>Your pictures, runs and designs are safe.</source>
        <translation>Bilder, Läufe und Entwürfe sind sicher.</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>Close other programs, or choose less at once.</source>
        <translation>Andere Programme schließen oder weniger auf einmal wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>Something went wrong while: {doing}.</source>
        <translation>Etwas ging schief bei: {doing}.</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>Something went wrong in Maquette itself.</source>
        <translation>Etwas ging in Maquette selbst schief.</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>Try it again. If it comes back, copy the details and send them to us.</source>
        <translation>Noch einmal versuchen. Kommt es wieder, die Einzelheiten kopieren und uns senden.</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>What was kept</source>
        <translation>Was erhalten blieb</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <source>What can be done</source>
        <translation>Was sich tun lässt</translation>
    </message>
    <message>
        <location filename="../../studio/frame/error_panel.py"/>
        <location filename="../../studio/frame/status_line.py"/>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <source>Project {name}</source>
        <translation>Projekt {name}</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <location filename="../../studio/preferences/computing.py"/>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <location filename="../../studio/training/queue/page.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <source>{name} {kimg} / {total} kimg</source>
        <translation>{name} {kimg} / {total} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <location filename="../../studio/training/queue/page.py"/>
        <location filename="../../studio/training/run/rows.py"/>
        <location filename="../../studio/training/run_words.py"/>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <source>{progress}  and {count} more</source>
        <translation>{progress}  und {count} weitere</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <source>Go to this training</source>
        <translation>Zu diesem Training gehen</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <source>{memory:.0f} GB</source>
        <translation>{memory:.0f} GB</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <source>{cores} cores</source>
        <translation>{cores} Kerne</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
    <message>
        <location filename="../../studio/frame/header.py"/>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <location filename="../../studio/frame/news.py"/>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/frame/status_line.py"/>
        <source>Cancel {name}</source>
        <translation>{name} abbrechen</translation>
    </message>
    <message>
        <location filename="../../studio/frame/status_line.py"/>
        <source>Tasks in the background</source>
        <translation>Aufgaben im Hintergrund</translation>
    </message>
    <message>
        <location filename="../../studio/frame/status_line.py"/>
        <location filename="../../studio/frame/toast.py"/>
        <location filename="../../studio/window.py"/>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <location filename="../../studio/frame/status_line.py"/>
        <source>undo: {step}</source>
        <translation>rückgängig: {step}</translation>
    </message>
    <message>
        <location filename="../../studio/frame/status_line.py"/>
        <location filename="../../studio/window.py"/>
        <source>Undo: {step}</source>
        <translation>Rückgängig: {step}</translation>
    </message>
    <message>
        <location filename="../../studio/frame/status_line.py"/>
        <source>{count} tasks in the background</source>
        <translation>{count} Aufgaben im Hintergrund</translation>
    </message>
    <message>
        <location filename="../../studio/frame/toast.py"/>
        <source>Do it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <location filename="../../studio/help/about.py"/>
        <source>Nothing is sent. There is no account, no counting of what you do and no looking for updates; your pictures, trainings and designs stay on this computer. Something is fetched only when you ask for it: the helper networks that Background and the measures name, with their size, before they load.</source>
        <translation>Nichts wird gesendet. Es gibt kein Konto, kein Zählen dessen, was getan wird, und keine Suche nach Aktualisierungen; Bilder, Trainings und Entwürfe bleiben auf diesem Rechner. Geholt wird etwas nur auf Verlangen: die Hilfsnetze, die beim Hintergrund und bei den Maßen genannt sind, mit ihrer Größe, bevor sie geladen werden.</translation>
    </message>
    <message>
        <location filename="../../studio/help/about.py"/>
        <source>About Maquette</source>
        <translation>Über Maquette</translation>
    </message>
    <message>
        <location filename="../../studio/help/about.py"/>
        <source>Version {version}. Turns your own art into new designs.</source>
        <translation>Version {version}. Macht aus den eigenen Bildern neue Entwürfe.</translation>
    </message>
    <message>
        <location filename="../../studio/help/about.py"/>
        <source>With Qt {version}</source>
        <translation>Mit Qt {version}</translation>
    </message>
    <message>
        <location filename="../../studio/help/about.py"/>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <location filename="../../studio/help/about.py"/>
        <source>What it carries of others&apos; work, and its licences</source>
        <translation>Was es an Arbeit anderer enthält, und deren Lizenzen</translation>
    </message>
    <message>
        <location filename="../../studio/help/about.py"/>
        <source>Work of others</source>
        <translation>Arbeit anderer</translation>
    </message>
    <message>
        <location filename="../../studio/help/about.py"/>
        <source>The artists of the sample art</source>
        <translation>Die Künstler der Beispielbilder</translation>
    </message>
    <message>
        <location filename="../../studio/help/about.py"/>
        <source>Sample art</source>
        <translation>Beispielbilder</translation>
    </message>
    <message>
        <location filename="../../studio/help/about.py"/>
        <source>Licence {stem}</source>
        <translation>Lizenz {stem}</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_dialog.py"/>
        <location filename="../../studio/window.py"/>
        <source>Report of the last crash</source>
        <translation>Bericht vom letzten Absturz</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_dialog.py"/>
        <source>What the program was doing when it ended. It is not sent anywhere; should you want to show it to somebody, it holds no pictures, and names of files and folders only if you want that.</source>
        <translation>Was das Programm gerade tat, als es endete. Der Bericht wird nicht gesendet. Soll ihn jemand sehen: Er enthält keine Bilder, und Namen von Dateien und Ordnern nur auf Wunsch.</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_dialog.py"/>
        <source>The report</source>
        <translation>Der Bericht</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_dialog.py"/>
        <source>With the names of files and folders</source>
        <translation>Mit den Namen von Dateien und Ordnern</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_dialog.py"/>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_dialog.py"/>
        <source>Keep as a file</source>
        <translation>Als Datei behalten</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_dialog.py"/>
        <source>The report cannot be read.</source>
        <translation>Der Bericht lässt sich nicht lesen.</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_dialog.py"/>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_dialog.py"/>
        <source>Written: {path}</source>
        <translation>Geschrieben: {path}</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_report.py"/>
        <source>Maquette ended unexpectedly the last time.</source>
        <translation>Maquette wurde beim letzten Mal unerwartet beendet.</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_report.py"/>
        <source>Projects, trainings and designs are as they were last stored. Nothing was sent anywhere.</source>
        <translation>Projekte, Trainings und Entwürfe sind so, wie sie zuletzt gespeichert wurden. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <location filename="../../studio/help/crash_report.py"/>
        <source>A report of it lies on this computer.</source>
        <translation>Ein Bericht darüber liegt auf diesem Rechner.</translation>
    </message>
    <message>
        <location filename="../../studio/help/guide_window.py"/>
        <source>The guide</source>
        <translation>Das Handbuch</translation>
    </message>
    <message>
        <location filename="../../studio/help/guide_window.py"/>
        <source>Reading the guide&apos;s pictures</source>
        <translation>Liest die Bilder des Handbuchs</translation>
    </message>
    <message>
        <location filename="../../studio/help/guide_window.py"/>
        <source>Maquette – Guide</source>
        <translation>Maquette – Handbuch</translation>
    </message>
    <message>
        <location filename="../../studio/help/guide_window.py"/>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <location filename="../../studio/help/guide_window.py"/>
        <location filename="../../studio/shelf/versions.py"/>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <location filename="../../studio/help/guide_window.py"/>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <location filename="../../studio/help/guide_window.py"/>
        <source>Find in the guide</source>
        <translation>Im Handbuch suchen</translation>
    </message>
    <message>
        <location filename="../../studio/help/guide_window.py"/>
        <source>{count} found</source>
        <translation>{count} gefunden</translation>
    </message>
    <message>
        <location filename="../../studio/help/guide_window.py"/>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <location filename="../../studio/help/shortcut_sheet.py"/>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <location filename="../../studio/window.py"/>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <location filename="../../studio/help/shortcut_sheet.py"/>
        <source>Find a shortcut</source>
        <translation>Tastenkürzel suchen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <location filename="../../studio/preferences/language.py"/>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>As the theme</source>
        <translation>Wie das Farbschema</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Middle</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Grey behind pictures</source>
        <translation>Grau hinter Bildern</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Colours look lighter on dark and darker on light: take the one on which you judge your art.</source>
        <translation>Farben wirken auf Dunklem heller und auf Hellem dunkler: das nehmen, worauf die Bilder beurteilt werden.</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>One colour</source>
        <translation>Eine Farbe</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Light checkerboard</source>
        <translation>Helles Schachbrett</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Dark checkerboard</source>
        <translation>Dunkles Schachbrett</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Behind what is transparent</source>
        <translation>Hinter Durchsichtigem</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Choose the colour…</source>
        <translation>Farbe wählen …</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Of words alone. Your system&apos;s own scaling enlarges everything.</source>
        <translation>Nur der Schrift. Die Skalierung des Systems vergrößert alles.</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Reduced motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/appearance.py"/>
        <source>The cursor does not blink, and menus are there at once.</source>
        <translation>Die Schreibmarke blinkt nicht, und Menüs sind sofort da.</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/computing.py"/>
        <source>Computing</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/computing.py"/>
        <source>Where designs are drawn, pictures looked at and datasets baked. A graphics card is tens of times as quick as the processor. Each training has a device of its own, in its form.</source>
        <translation>Wo Entwürfe gezeichnet, Bilder angesehen und Datensätze gebacken werden. Eine Grafikkarte ist um das Zehnfache und mehr schneller als der Prozessor. Jedes Training hat ein eigenes Gerät, in seinem Formular.</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/computing.py"/>
        <source>Cores of the processor</source>
        <translation>Kerne des Prozessors</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/computing.py"/>
        <source>How many of them that work may take. Fewer leave more to your painting program; designs appear more slowly. Automatic leaves one to the window, and trainings theirs.</source>
        <translation>Wie viele davon die Arbeit nehmen darf. Weniger lassen dem Malprogramm mehr; Entwürfe erscheinen langsamer. Automatisch lässt dem Fenster einen und den Trainings die ihren.</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/computing.py"/>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/computing.py"/>
        <source>{device}, not found now</source>
        <translation>{device}, jetzt nicht gefunden</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/computing.py"/>
        <source>The engine is starting; its devices come in a moment.</source>
        <translation>Die Engine startet; ihre Geräte kommen gleich.</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/dialog.py"/>
        <location filename="../../studio/preferences/folders.py"/>
        <location filename="../../studio/training/compare/recipes.py"/>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/dialog.py"/>
        <source>Pages of the settings</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/dialog.py"/>
        <source>Reset to defaults</source>
        <translation>Auf Vorgaben zurücksetzen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/dialog.py"/>
        <source>Everything on all pages as it was at first</source>
        <translation>Alles auf allen Seiten, wie es zuerst war</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/dialog.py"/>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Folder for new projects</source>
        <translation>Ordner für neue Projekte</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>New projects</source>
        <translation>Neue Projekte</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Projects that there are stay where they are.</source>
        <translation>Vorhandene Projekte bleiben, wo sie sind.</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>What was chosen here</source>
        <translation>Was hier gewählt wurde</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Helper networks, the queue of trainings</source>
        <translation>Hilfsnetze, die Warteschlange der Trainings</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>What can be made again</source>
        <translation>Was sich neu machen lässt</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Log files</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>What went wrong, should something</source>
        <translation>Was schiefging, falls etwas schiefgeht</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Show it in the file manager</source>
        <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Show the folder</source>
        <translation>Den Ordner zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>The program&apos;s own</source>
        <translation>Die des Programms</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/folders.py"/>
        <source>Where to put new projects</source>
        <translation>Wohin neue Projekte kommen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/language.py"/>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/language.py"/>
        <source>The whole window speaks it once Maquette is started again. What the engine says of a single case, with its numbers and names, stays English, as does the guide. Your projects are the same in every language.</source>
        <translation>Das ganze Fenster spricht sie, wenn Maquette neu gestartet ist. Was die Engine zu einem einzelnen Fall sagt, mit seinen Zahlen und Namen, bleibt englisch, ebenso das Handbuch. Die Projekte sind in jeder Sprache dieselben.</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>Click here and press keys</source>
        <translation>Hier klicken und Tasten drücken</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>Find a command or a key</source>
        <translation>Befehl oder Taste suchen</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>Find a command, or a key such as Ctrl+E</source>
        <translation>Einen Befehl suchen oder eine Taste wie Strg+E</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>Keys of the chosen command</source>
        <translation>Tasten des gewählten Befehls</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>No key does this</source>
        <translation>Keine Taste tut das</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>As it was</source>
        <translation>Wie es war</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>The keys it comes with</source>
        <translation>Die Tasten, mit denen es kommt</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>All as they were</source>
        <translation>Alle, wie sie waren</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>Use it here</source>
        <translation>Hier verwenden</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <location filename="../../studio/window.py"/>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <location filename="../../studio/preferences/shortcuts.py"/>
        <source>{keys} is “{command}” already ({where}).</source>
        <translation>{keys} ist schon „{command}“ ({where}).</translation>
    </message>
    <message>
        <location filename="../../studio/project/baking.py"/>
        <source>rejected.</source>
        <translation>abgelehnt.</translation>
    </message>
    <message>
        <location filename="../../studio/project/baking.py"/>
        <source>not picked.</source>
        <translation>nicht ausgewählt.</translation>
    </message>
    <message>
        <location filename="../../studio/project/baking.py"/>
        <source>its original is not where it was.</source>
        <translation>das Original liegt nicht mehr, wo es lag.</translation>
    </message>
    <message>
        <location filename="../../studio/project/baking.py"/>
        <source>it has no class of this kind.</source>
        <translation>es hat keine Klasse dieser Art.</translation>
    </message>
    <message>
        <location filename="../../studio/project/baking.py"/>
        <source>enough of its near-copies are taken.</source>
        <translation>von seinen Fast-Kopien sind genug genommen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/baking.py"/>
        <source>It cannot be read.</source>
        <translation>Es lässt sich nicht lesen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/datasets.py"/>
        <source>There is a dataset “{stem}” already.</source>
        <translation>Es gibt schon einen Datensatz „{stem}“.</translation>
    </message>
    <message>
        <location filename="../../studio/project/datasets.py"/>
        <source>It was not touched: baked datasets are never changed.</source>
        <translation>Er wurde nicht angerührt: Gebackene Datensätze werden nie geändert.</translation>
    </message>
    <message>
        <location filename="../../studio/project/datasets.py"/>
        <location filename="../../studio/project/recipes.py"/>
        <location filename="../../gan_engine/dataset/writing.py"/>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/findings/copies.py"/>
        <location filename="../../studio/training/ballot/standing_view.py"/>
        <source>your choice</source>
        <translation>eigene Wahl</translation>
    </message>
    <message>
        <location filename="../../studio/project/findings/copies.py"/>
        <source>It is a near-copy of “{name}” ({why})</source>
        <translation>Es ist eine Fast-Kopie von „{name}“ ({why})</translation>
    </message>
    <message>
        <location filename="../../studio/project/findings/copies.py"/>
        <source>, one of {others} such.</source>
        <translation>, eine von {others} solchen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/findings/copies.py"/>
        <source>It has the same pixels as “{name}”.</source>
        <translation>Es hat dieselben Pixel wie „{name}“.</translation>
    </message>
    <message>
        <location filename="../../studio/project/findings/likeness.py"/>
        <source>It is unlike the rest of the set ({score:.1f} where most stay below 1).</source>
        <translation>Es ist anders als der Rest des Satzes ({score:.1f}, wo die meisten unter 1 bleiben).</translation>
    </message>
    <message>
        <location filename="../../studio/project/marks.py"/>
        <source>unrate {things}</source>
        <translation>Bewertung wegnehmen: {things}</translation>
    </message>
    <message>
        <location filename="../../studio/project/marks.py"/>
        <source>rate {things} {stars}</source>
        <translation>{things} bewerten {stars}</translation>
    </message>
    <message>
        <location filename="../../studio/project/marks.py"/>
        <source>label {things}</source>
        <translation>{things} farbig markieren</translation>
    </message>
    <message>
        <location filename="../../studio/project/marks.py"/>
        <source>take the label off {things}</source>
        <translation>Farbmarke wegnehmen: {things}</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>change the steps of {pictures}</source>
        <translation>die Schritte ändern: {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>pick {pictures}</source>
        <translation>{pictures} auswählen</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>reject {pictures}</source>
        <translation>{pictures} ablehnen</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>set back {pictures}</source>
        <translation>{pictures} zurücksetzen</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <location filename="../../studio/project/shelf.py"/>
        <source>tag “{tag}”</source>
        <translation>Schlagwort „{tag}“ geben</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <location filename="../../studio/project/shelf.py"/>
        <source>untag “{tag}”</source>
        <translation>Schlagwort „{tag}“ nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>{words} on {pictures}</source>
        <translation>{words}: {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>class “{name}” for {pictures}</source>
        <translation>Klasse „{name}“ für {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>no class for {pictures}</source>
        <translation>keine Klasse für {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>remove {pictures}</source>
        <translation>{pictures} entfernen</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>hold out {pictures}</source>
        <translation>{pictures} zurückhalten</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>train on {pictures} again</source>
        <translation>{pictures} wieder trainieren</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>make whole {sheets}</source>
        <translation>{sheets} wieder ganz machen</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/catalogue.py"/>
        <source>cut up {sheets}</source>
        <translation>{sheets} zerlegen</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/facts.py"/>
        <source>{width:,} px</source>
        <translation>{width:,} px</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/facts.py"/>
        <source>{width:,} × {height:,} px</source>
        <translation>{width:,} × {height:,} px</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/framing.py"/>
        <source>crop {pictures}</source>
        <translation>{pictures} zuschneiden</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/framing.py"/>
        <source>take the crop from {pictures}</source>
        <translation>Zuschnitt wegnehmen: {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/importing.py"/>
        <source>{pictures} imported</source>
        <translation>{pictures} importiert</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/importing.py"/>
        <source>{damaged:,} of them damaged</source>
        <translation>{damaged:,} davon beschädigt</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/importing.py"/>
        <source>{known:,} already here</source>
        <translation>{known:,} schon vorhanden</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/importing.py"/>
        <source>{count:,} skipped</source>
        <translation>{count:,} übersprungen</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/importing.py"/>
        <source>{list}{more}: {why}</source>
        <translation>{list}{more}: {why}</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/importing.py"/>
        <source> and {count:,} more</source>
        <translation> und {count:,} weitere</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/importing.py"/>
        <source>Its place has a name that is not readable text.</source>
        <translation>Der Ort hat einen Namen, der kein lesbarer Text ist.</translation>
    </message>
    <message>
        <location filename="../../studio/project/pictures/importing.py"/>
        <source>import {pictures}</source>
        <translation>{pictures} importieren</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <location filename="../../studio/project/shelf_collections.py"/>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <source>“{stem}” cannot be the name of a project.</source>
        <translation>„{stem}“ kann kein Name eines Projekts sein.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <source>Nothing was made.</source>
        <translation>Nichts wurde angelegt.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <source>Choose a name without the signs &lt; &gt; : &quot; / \ | ? * and without a dot at its end.</source>
        <translation>Einen Namen ohne die Zeichen &lt; &gt; : &quot; / \ | ? * und ohne Punkt am Ende wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <source>There is something at {folder} already.</source>
        <translation>Unter {folder} liegt schon etwas.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <location filename="../../studio/project/recipes.py"/>
        <location filename="../../gan_engine/door.py"/>
        <location filename="../../gan_engine/interchange/stylegan2_files.py"/>
        <location filename="../../gan_engine/manager/database.py"/>
        <source>It was not touched.</source>
        <translation>Es wurde nicht angerührt.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <source>Open it, if it is a project, or choose another name.</source>
        <translation>Öffnen, falls es ein Projekt ist, oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <source>There is no project in {folder}.</source>
        <translation>In {folder} ist kein Projekt.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <location filename="../../studio/project/restoring.py"/>
        <location filename="../../studio/project/saved_filters.py"/>
        <location filename="../../studio/project/shelf_collections.py"/>
        <location filename="../../studio/project/store/database.py"/>
        <location filename="../../studio/project/store/inspection.py"/>
        <location filename="../../studio/project/store/migrations.py"/>
        <location filename="../../studio/workers/verification.py"/>
        <location filename="../../gan_engine/atomic.py"/>
        <location filename="../../gan_engine/dataset/archive.py"/>
        <location filename="../../gan_engine/dataset/reading.py"/>
        <location filename="../../gan_engine/dataset/rebake.py"/>
        <location filename="../../gan_engine/dataset/writing.py"/>
        <location filename="../../gan_engine/latent/directions.py"/>
        <location filename="../../gan_engine/manager/database.py"/>
        <location filename="../../gan_engine/manager/jobs.py"/>
        <location filename="../../gan_engine/manager/queue.py"/>
        <location filename="../../gan_engine/names/lists.py"/>
        <location filename="../../gan_engine/runs/pins.py"/>
        <location filename="../../gan_engine/runs/requests.py"/>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <location filename="../../studio/project/store/migrations.py"/>
        <source>Choose a folder whose name ends in .maquette.</source>
        <translation>Einen Ordner wählen, dessen Name auf .maquette endet.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <source>The project {stem} is open in another window.</source>
        <translation>Das Projekt {stem} ist in einem anderen Fenster offen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <source>Go to that window, or close it and try again.</source>
        <translation>Zu diesem Fenster gehen oder es schließen und noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <source>The project folder {folder} cannot be used: {why}.</source>
        <translation>Der Projektordner {folder} lässt sich nicht verwenden: {why}.</translation>
    </message>
    <message>
        <location filename="../../studio/project/project.py"/>
        <location filename="../../gan_engine/interchange/stylegan2_files.py"/>
        <source>Choose another place.</source>
        <translation>Einen anderen Ort wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/recipe_files.py"/>
        <source>The recipe “{stem}” is not as this project wrote it.</source>
        <translation>Das Rezept „{stem}“ ist nicht, wie dieses Projekt es schrieb.</translation>
    </message>
    <message>
        <location filename="../../studio/project/recipe_files.py"/>
        <source>The file “{folder}/{name}” was left as it is.</source>
        <translation>Die Datei „{folder}/{name}“ blieb, wie sie ist.</translation>
    </message>
    <message>
        <location filename="../../studio/project/recipe_files.py"/>
        <source>Move it out of the project&apos;s folder if you want to go on without it, then do this again.</source>
        <translation>Aus dem Ordner des Projekts nehmen, falls es ohne sie weitergehen soll, und es noch einmal tun.</translation>
    </message>
    <message>
        <location filename="../../studio/project/recipes.py"/>
        <source>There is a recipe “{title}” already.</source>
        <translation>Es gibt schon ein Rezept „{title}“.</translation>
    </message>
    <message>
        <location filename="../../studio/project/recipes.py"/>
        <source>keep the recipe “{title}”</source>
        <translation>das Rezept „{title}“ behalten</translation>
    </message>
    <message>
        <location filename="../../studio/project/recipes.py"/>
        <source>remove the recipe “{title}”</source>
        <translation>das Rezept „{title}“ entfernen</translation>
    </message>
    <message>
        <location filename="../../studio/project/restoring.py"/>
        <source>The copy “{name}” cannot be used either.</source>
        <translation>Die Kopie „{name}“ lässt sich auch nicht verwenden.</translation>
    </message>
    <message>
        <location filename="../../studio/project/restoring.py"/>
        <source>Put back a copy from your own backup, or start a new project and import the pictures again.</source>
        <translation>Eine Kopie aus der eigenen Sicherung zurücklegen oder ein neues Projekt beginnen und die Bilder noch einmal importieren.</translation>
    </message>
    <message>
        <location filename="../../studio/project/saved_filters.py"/>
        <source>save the {thing} “{name}”</source>
        <translation>{thing} „{name}“ speichern</translation>
    </message>
    <message>
        <location filename="../../studio/project/saved_filters.py"/>
        <source>change the {thing} “{name}”</source>
        <translation>{thing} „{name}“ ändern</translation>
    </message>
    <message>
        <location filename="../../studio/project/saved_filters.py"/>
        <source>rename the {thing} to “{name}”</source>
        <translation>{thing} in „{name}“ umbenennen</translation>
    </message>
    <message>
        <location filename="../../studio/project/saved_filters.py"/>
        <source>delete the {thing} “{name}”</source>
        <translation>{thing} „{name}“ löschen</translation>
    </message>
    <message>
        <location filename="../../studio/project/saved_filters.py"/>
        <source>A {thing} needs a name.</source>
        <translation>{thing}: Ein Name fehlt.</translation>
    </message>
    <message>
        <location filename="../../studio/project/saved_filters.py"/>
        <location filename="../../studio/project/shelf.py"/>
        <source>Type at least one letter.</source>
        <translation>Mindestens einen Buchstaben eingeben.</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf.py"/>
        <source>filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf.py"/>
        <source>keep {designs}</source>
        <translation>{designs} behalten</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf.py"/>
        <source>{words} on {designs}</source>
        <translation>{words}: {designs}</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf.py"/>
        <source>A design needs a name.</source>
        <translation>Ein Entwurf braucht einen Namen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf.py"/>
        <source>It keeps the one it has.</source>
        <translation>Er behält den, den er hat.</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf.py"/>
        <source>rename to “{name}”</source>
        <translation>umbenennen in „{name}“</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf.py"/>
        <source>change notes</source>
        <translation>Notizen ändern</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf.py"/>
        <source>delete {designs}</source>
        <translation>{designs} löschen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/project/shelf.py"/>
        <location filename="../../studio/project/shelf_collections.py"/>
        <location filename="../../studio/shelf/decisions.py"/>
        <location filename="../../studio/shelf/light_table.py"/>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <location filename="../../studio/widgets/export/exports.py"/>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>{n} designs</source>
        <translation>
            <numerusform>{n} Entwurf</numerusform>
            <numerusform>{n} Entwürfe</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf_collections.py"/>
        <source>make the collection “{name}”</source>
        <translation>die Sammlung „{name}“ anlegen</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf_collections.py"/>
        <source>rename the collection to “{name}”</source>
        <translation>die Sammlung in „{name}“ umbenennen</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf_collections.py"/>
        <source>delete the collection “{name}”</source>
        <translation>die Sammlung „{name}“ löschen</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf_collections.py"/>
        <source>put {designs} into “{name}”</source>
        <translation>{designs} in „{name}“ legen</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf_collections.py"/>
        <source>take {designs} out of “{name}”</source>
        <translation>{designs} aus „{name}“ nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf_collections.py"/>
        <source>There is a collection “{name}” already.</source>
        <translation>Es gibt schon eine Sammlung „{name}“.</translation>
    </message>
    <message>
        <location filename="../../studio/project/shelf_collections.py"/>
        <source>Choose another name, or put the designs into that one.</source>
        <translation>Einen anderen Namen wählen oder die Entwürfe in diese legen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/database.py"/>
        <source>is damaged and cannot be read</source>
        <translation>ist beschädigt und lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/database.py"/>
        <source>Restore it as it was when it was last closed, from “{name}”; this one is kept aside.</source>
        <translation>Wiederherstellen, wie es beim letzten Schließen war, aus „{name}“; dieser wird beiseitegelegt.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/database.py"/>
        <source>Put back a copy of “{name}” from your own backup, or start a new project and import the pictures again.</source>
        <translation>Eine Kopie von „{name}“ aus der eigenen Sicherung zurücklegen oder ein neues Projekt beginnen und die Bilder noch einmal importieren.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/database.py"/>
        <source>The project&apos;s catalogue “{path}” {what}.</source>
        <translation>Der Katalog des Projekts „{path}“ {what}.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/database.py"/>
        <source>Your pictures, datasets, runs and shelf are separate files and are untouched.</source>
        <translation>Bilder, Datensätze, Läufe und Ablage sind eigene Dateien und unberührt.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/database.py"/>
        <source>The project folder {folder} may not be written to.</source>
        <translation>In den Projektordner {folder} darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/database.py"/>
        <source>Copy the project to a place of your own, or change the folder&apos;s permissions, and open it there.</source>
        <translation>Das Projekt an einen eigenen Ort kopieren oder die Rechte des Ordners ändern, und es dort öffnen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/database.py"/>
        <source>The project is closed.</source>
        <translation>Das Projekt ist geschlossen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/database.py"/>
        <location filename="../../gan_engine/manager/queue_file.py"/>
        <source>Everything in it is safe.</source>
        <translation>Alles darin ist sicher.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/database.py"/>
        <location filename="../../gan_engine/manager/queue_file.py"/>
        <source>Open it again.</source>
        <translation>Noch einmal öffnen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>the list of {things}</source>
        <translation>die Liste: {things}</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>Part of this project could not be read and was set aside: {list}.</source>
        <translation>Ein Teil dieses Projekts ließ sich nicht lesen und wurde beiseitegelegt: {list}.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>an index</source>
        <translation>ein Verzeichnis</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>All else is as it was, and what came is kept whole in “{name}”, in the project&apos;s folder.</source>
        <translation>Alles andere ist, wie es war, und was kam, liegt unversehrt in „{name}“ im Ordner des Projekts.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>Look whether anything you need is missing; if so, ask whoever gave you the project for a sound copy.</source>
        <translation>Nachsehen, ob etwas Nötiges fehlt; wenn ja, bei dem, von dem das Projekt kommt, um eine unversehrte Kopie bitten.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>texts in another encoding</source>
        <translation>Texte in einer anderen Kodierung</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>the {kind} “{name}”</source>
        <translation>{kind} „{name}“</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>{kind} “{name}” in another form</source>
        <translation>{kind} „{name}“ in anderer Form</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>has lost its list of {things}</source>
        <translation>hat seine Liste verloren: {things}</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>The project&apos;s catalogue “{path}” holds something that Maquette did not put there: {what}.</source>
        <translation>Der Katalog des Projekts „{path}“ enthält etwas, das Maquette nicht hineingelegt hat: {what}.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>Open only projects of people you trust. </source>
        <translation>Nur Projekte von Leuten öffnen, denen zu trauen ist. </translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>If it is your own, restore it as it was when it was last closed, from “{name}”.</source>
        <translation>Ist es das eigene, es wiederherstellen, wie es beim letzten Schließen war, aus „{name}“.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/inspection.py"/>
        <source>If it is your own, put back a copy of it from your own backup.</source>
        <translation>Ist es das eigene, eine Kopie aus der eigenen Sicherung zurücklegen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/migrations.py"/>
        <source>The project&apos;s catalogue “{path}” cannot be read: {why}.</source>
        <translation>Der Katalog des Projekts „{path}“ lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/migrations.py"/>
        <source>Check that the disk is connected and the file may be read, then open the project again.</source>
        <translation>Nachsehen, ob die Platte verbunden ist und die Datei gelesen werden darf, und das Projekt noch einmal öffnen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/migrations.py"/>
        <source>“{path}” is not a Maquette project.</source>
        <translation>„{path}“ ist kein Projekt von Maquette.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/migrations.py"/>
        <source>The project {name}</source>
        <translation>Das Projekt {name}</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/migrations.py"/>
        <source>format {version}; this one knows {known}</source>
        <translation>Format {version}; dieses Programm kennt {known}</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/migrations.py"/>
        <source>The project was not touched.</source>
        <translation>Das Projekt wurde nicht angerührt.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/migrations.py"/>
        <source>Update Maquette, then open it again.</source>
        <translation>Maquette aktualisieren und es noch einmal öffnen.</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>original</source>
        <translation>Original</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>originals</source>
        <translation>Originale</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>step of a picture</source>
        <translation>Schritt eines Bildes</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>steps of pictures</source>
        <translation>Schritte von Bildern</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>place in a group</source>
        <translation>Platz in einer Gruppe</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>places in groups</source>
        <translation>Plätze in Gruppen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>tag of a picture</source>
        <translation>Schlagwort eines Bildes</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>tags of pictures</source>
        <translation>Schlagwörter von Bildern</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>design</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>designs</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>design&apos;s recipe</source>
        <translation>Rezept eines Entwurfs</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>recipes of designs</source>
        <translation>Rezepte von Entwürfen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>tag of a design</source>
        <translation>Schlagwort eines Entwurfs</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>tags of designs</source>
        <translation>Schlagwörter von Entwürfen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>place in a collection</source>
        <translation>Platz in einer Sammlung</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>places in collections</source>
        <translation>Plätze in Sammlungen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>design&apos;s origin</source>
        <translation>Herkunft eines Entwurfs</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>origins of designs</source>
        <translation>Herkunft von Entwürfen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>note on a dataset</source>
        <translation>Notiz zu einem Datensatz</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>notes on datasets</source>
        <translation>Notizen zu Datensätzen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>change that could be undone</source>
        <translation>Änderung, die sich zurücknehmen ließ</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>changes that could be undone</source>
        <translation>Änderungen, die sich zurücknehmen ließen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>choice for the whole set</source>
        <translation>Wahl für den ganzen Satz</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>choices for the whole set</source>
        <translation>Wahlen für den ganzen Satz</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>count</source>
        <translation>Zähler</translation>
    </message>
    <message>
        <location filename="../../studio/project/store/row_rules.py"/>
        <source>counts</source>
        <translation>Zähler</translation>
    </message>
    <message>
        <location filename="../../studio/project_opening.py"/>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/project_opening.py"/>
        <source>Where is {stem} now?</source>
        <translation>Wo liegt {stem} jetzt?</translation>
    </message>
    <message>
        <location filename="../../studio/project_opening.py"/>
        <source>Restore and open</source>
        <translation>Wiederherstellen und öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/project_opening.py"/>
        <source>Restoring {stem}</source>
        <translation>Stellt {stem} wieder her</translation>
    </message>
    <message>
        <location filename="../../studio/project_opening.py"/>
        <source>{project} is as it was when it was last closed; the damaged catalogue is {file}</source>
        <translation>{project} ist, wie es beim letzten Schließen war; der beschädigte Katalog ist {file}</translation>
    </message>
    <message>
        <location filename="../../studio/project_opening.py"/>
        <source>A new project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <location filename="../../studio/project_opening.py"/>
        <source>The project keeps your decisions, datasets, trainings and designs. Your pictures stay where they are and are never changed.</source>
        <translation>Das Projekt bewahrt Entscheidungen, Datensätze, Trainings und Entwürfe. Die Bilder bleiben, wo sie sind, und werden nie geändert.</translation>
    </message>
    <message>
        <location filename="../../studio/project_opening.py"/>
        <source>A sample project</source>
        <translation>Ein Beispielprojekt</translation>
    </message>
    <message>
        <location filename="../../studio/project_opening.py"/>
        <source>1,200 characters in four classes are drawn for you, to try everything with. The artists are named under Help, About.</source>
        <translation>1.200 Figuren in vier Klassen werden gezeichnet, um alles daran auszuprobieren. Die Künstler sind unter Hilfe, Über genannt.</translation>
    </message>
    <message>
        <location filename="../../studio/project_opening.py"/>
        <source>Drawing the sample art</source>
        <translation>Zeichnet die Beispielbilder</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <location filename="../../studio/shelf/screen.py"/>
        <location filename="../../studio/workspaces.py"/>
        <source>Shelf</source>
        <translation>Ablage</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <source>Five stars</source>
        <translation>Fünf Sterne</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <source>Four and up</source>
        <translation>Vier und mehr</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <source>This week</source>
        <translation>Diese Woche</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <source>Unnamed</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>New collection…</source>
        <translation>Neue Sammlung …</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>An unknown model</source>
        <translation>Ein unbekanntes Modell</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/collections.py"/>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Made with</source>
        <translation>Gemacht mit</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Compare side by side</source>
        <translation>Nebeneinander vergleichen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Closest training pictures beside each</source>
        <translation>Nächste Trainingsbilder daneben</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>copy original nearest</source>
        <translation>Kopie Original nächste</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Draw with other versions</source>
        <translation>Mit anderen Versionen zeichnen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>models snapshots trainings same points side by side</source>
        <translation>Modelle Zwischenstände Trainings gleiche Punkte nebeneinander</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <location filename="../../studio/training/run/side.py"/>
        <source>Open in Explore</source>
        <translation>In Erkunden öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Name the design</source>
        <translation>Den Entwurf benennen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>rename</source>
        <translation>umbenennen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Propose names</source>
        <translation>Namen vorschlagen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>invent name list</source>
        <translation>Namen erfinden Liste</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>word keyword</source>
        <translation>Wort Stichwort</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Put into a collection…</source>
        <translation>In eine Sammlung legen …</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>group folder album</source>
        <translation>Gruppe Ordner Album</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Take out of this collection</source>
        <translation>Aus dieser Sammlung nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Filter by stars, label, tag…</source>
        <translation>Nach Sternen, Farbmarke, Schlagwort filtern …</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>narrow</source>
        <translation>eingrenzen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Save the filter…</source>
        <translation>Filter speichern …</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>smart collection keep</source>
        <translation>kluge Sammlung behalten</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Find on the shelf</source>
        <translation>In der Ablage suchen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>filter search</source>
        <translation>Filter suchen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/commands.py"/>
        <source>Delete from the shelf</source>
        <translation>Aus der Ablage löschen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/compare.py"/>
        <source>Designs side by side</source>
        <translation>Entwürfe nebeneinander</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/comparing.py"/>
        <location filename="../../studio/shelf/screen.py"/>
        <location filename="../../studio/shelf/versions.py"/>
        <source>Reading designs</source>
        <translation>Liest Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Naming</source>
        <translation>Benennt</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Writing notes</source>
        <translation>Schreibt Notizen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Deleting</source>
        <translation>Löscht</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Deleted {designs}</source>
        <translation>{designs} gelöscht</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Collecting</source>
        <translation>Sammelt</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Took {designs} out</source>
        <translation>{designs} herausgenommen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>{designs} will be in it.</source>
        <translation>{designs} kommen hinein.</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Drag designs onto it later.</source>
        <translation>Entwürfe lassen sich später hineinziehen.</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>New collection</source>
        <translation>Neue Sammlung</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Make it</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Delete the filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>The designs in it stay as they are.</source>
        <translation>Die Entwürfe darin bleiben, wie sie sind.</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Deleted the collection “{name}”. Its designs are still on the shelf</source>
        <translation>Die Sammlung „{name}“ gelöscht. Ihre Entwürfe sind noch in der Ablage</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Save the filter</source>
        <translation>Filter speichern</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>It shows whatever on the shelf it lets through, now and later.</source>
        <translation>Er zeigt, was er in der Ablage durchlässt, jetzt und später.</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/decisions.py"/>
        <source>Deleted the filter</source>
        <translation>Den Filter gelöscht</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Any label</source>
        <translation>Beliebige Farbmarke</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Any time</source>
        <translation>Beliebige Zeit</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Last week</source>
        <translation>Letzte Woche</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Last month</source>
        <translation>Letzter Monat</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Last year</source>
        <translation>Letztes Jahr</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Any originality</source>
        <translation>Beliebige Originalität</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Stars at least</source>
        <translation>Sterne mindestens</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Any stars</source>
        <translation>Beliebige Sterne</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Any tag</source>
        <translation>Beliebiges Schlagwort</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Any class</source>
        <translation>Beliebige Klasse</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Any model</source>
        <translation>Beliebiges Modell</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>New, close to or a copy of a picture of your art</source>
        <translation>Neu, nah an einem der eigenen Bilder oder Kopie davon</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/filter_bar.py"/>
        <source>Keep what is shown now as a filter</source>
        <translation>Was jetzt zu sehen ist, als Filter behalten</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Name of the design</source>
        <translation>Name des Entwurfs</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Rating of the design</source>
        <translation>Bewertung des Entwurfs</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Label of the design</source>
        <translation>Farbmarke des Entwurfs</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Collections that it is in</source>
        <translation>Sammlungen, in denen er ist</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Notes on the design</source>
        <translation>Notizen zum Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Made from</source>
        <translation>Gemacht aus</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>The designs it was made from</source>
        <translation>Die Entwürfe, aus denen er gemacht ist</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Led to</source>
        <translation>Führte zu</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>The designs that were made from it</source>
        <translation>Die Entwürfe, die aus ihm gemacht sind</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>As files</source>
        <translation>Als Dateien</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <location filename="../../studio/training/compare/page.py"/>
        <source>{count:,} designs</source>
        <translation>{count:,} Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>Export {count:,}…</source>
        <translation>{count:,} exportieren …</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>none: found by varying</source>
        <translation>keiner: durch Variieren gefunden</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} px</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/inspector.py"/>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>Kept designs</source>
        <translation>Behaltene Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>Find by name, notes or tag</source>
        <translation>Nach Name, Notizen oder Schlagwort suchen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>Narrow by stars, label, tag, class, model and date</source>
        <translation>Nach Sternen, Farbmarke, Schlagwort, Klasse, Modell und Datum eingrenzen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>No design here</source>
        <translation>Hier ist kein Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/light_table.py"/>
        <location filename="../../studio/shelf/model.py"/>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Reading the shelf</source>
        <translation>Liest die Ablage</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>Nothing here is called “{name}”.</source>
        <translation>Nichts hier heißt „{name}“.</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>Nothing on the shelf belongs here.</source>
        <translation>Nichts in der Ablage gehört hierher.</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/light_table.py"/>
        <source>{chosen:,} of {count:,} chosen</source>
        <translation>{chosen:,} von {count:,} markiert</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/model.py"/>
        <source>shelf</source>
        <translation>Ablage</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/model.py"/>
        <source>file missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/name_proposals.py"/>
        <source>Names proposed</source>
        <translation>Vorgeschlagene Namen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/name_proposals.py"/>
        <source>My list</source>
        <translation>Eigene Liste</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/name_proposals.py"/>
        <source>Choose a list…</source>
        <translation>Liste wählen …</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/name_proposals.py"/>
        <source>A text file with one name a line; it is kept with the project</source>
        <translation>Eine Textdatei mit einem Namen je Zeile; sie bleibt beim Projekt</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/name_proposals.py"/>
        <source>A list of names, one a line</source>
        <translation>Eine Liste von Namen, einer je Zeile</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/name_proposals.py"/>
        <source>Text (*.txt);;Any file (*)</source>
        <translation>Text (*.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/project_reader.py"/>
        <source>This design is no longer on the shelf.</source>
        <translation>Dieser Entwurf ist nicht mehr in der Ablage.</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <source>Drag designs onto a collection, or straight into other programs · every PNG carries its recipe</source>
        <translation>Entwürfe auf eine Sammlung ziehen oder gleich in andere Programme · jedes PNG trägt sein Rezept</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <source>Wheel zooms all · drag moves all · 1 to 5 rate · Z pixel for pixel · N closest of your art · Esc back</source>
        <translation>Rad zoomt alle · Ziehen bewegt alle · 1 bis 5 bewerten · Z Pixel für Pixel · N die nächsten eigenen Bilder · Esc zurück</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <location filename="../../studio/training/compare/page.py"/>
        <location filename="../../studio/training/run/side.py"/>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <source>Go to Explore</source>
        <translation>Zu Erkunden gehen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <source>Nothing kept yet</source>
        <translation>Noch nichts behalten</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <source>In Explore, press S on a design you like. It comes here to be named, rated, compared and exported.</source>
        <translation>In Erkunden auf einem Entwurf, der gefällt, S drücken. Er kommt hierher, um benannt, bewertet, verglichen und exportiert zu werden.</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <location filename="../../studio/workers/curation/likeness.py"/>
        <source>Reading the tags</source>
        <translation>Liest die Schlagwörter</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <source>Side by side at one zoom</source>
        <translation>Nebeneinander in einem Zoom</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <source>Choose {fewest} to {most} designs to compare them</source>
        <translation>{fewest} bis {most} Entwürfe markieren, um sie zu vergleichen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <source>Reading a design</source>
        <translation>Liest einen Entwurf</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/screen.py"/>
        <source>Reading a picture</source>
        <translation>Liest ein Bild</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>Designs in other versions</source>
        <translation>Entwürfe in anderen Versionen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>as it was kept</source>
        <translation>wie er behalten wurde</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>As kept</source>
        <translation>Wie behalten</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>Its file is missing</source>
        <translation>Die Datei fehlt</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>It carries no recipe</source>
        <translation>Er trägt kein Rezept</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>Other versions</source>
        <translation>Andere Versionen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>Which models draw the designs: up to {most}</source>
        <translation>Welche Modelle die Entwürfe zeichnen: bis zu {most}</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>Looking for models…</source>
        <translation>Sucht Modelle …</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>The same points, drawn by other models · Enter opens one in Explore</source>
        <translation>Dieselben Punkte, gezeichnet von anderen Modellen · Eingabe öffnet einen in Erkunden</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>This project has no model yet: train one, or import one.</source>
        <translation>Dieses Projekt hat noch kein Modell: eines trainieren oder eines importieren.</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/versions.py"/>
        <source>It cannot draw them</source>
        <translation>Es kann sie nicht zeichnen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/workspace.py"/>
        <source>Thinking of names</source>
        <translation>Denkt sich Namen aus</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/workspace.py"/>
        <source>Reading the list of names</source>
        <translation>Liest die Liste der Namen</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/workspace.py"/>
        <source>Reading the filters</source>
        <translation>Liest die Filter</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/workspace.py"/>
        <source>Reading a recipe</source>
        <translation>Liest ein Rezept</translation>
    </message>
    <message>
        <location filename="../../studio/shelf/workspace.py"/>
        <source>This design carries no recipe: it can be looked at, but not made again.</source>
        <translation>Dieser Entwurf trägt kein Rezept: Er lässt sich ansehen, aber nicht noch einmal machen.</translation>
    </message>
    <message>
        <location filename="../../studio/theme.py"/>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/compare/page.py"/>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Back to the plots</source>
        <translation>Zurück zu den Kurven</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Choose by eye</source>
        <translation>Nach Augenmaß wählen</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Ask it again  (Backspace, Ctrl+Z)</source>
        <translation>Noch einmal fragen  (Rücktaste, Strg+Z)</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>What it says so far</source>
        <translation>Was sich bisher ergibt</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Other snapshots</source>
        <translation>Andere Zwischenstände</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Begin a new ballot; this one is kept with the run</source>
        <translation>Eine neue Abstimmung beginnen; diese bleibt beim Lauf</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>The same designs of two snapshots stand side by side, and you say which are better, not knowing which is which. Every pair comes once; then your favourite is marked, and whether the measure agrees.</source>
        <translation>Dieselben Entwürfe zweier Zwischenstände stehen nebeneinander, und zu sagen ist, welche besser sind, ohne zu wissen, welche welche sind. Jedes Paar kommt einmal; dann ist der Favorit gekennzeichnet, und ob das Maß zustimmt.</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>The left ones  (Left)</source>
        <translation>Die linken  (Links)</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>As good</source>
        <translation>Gleich gut</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Neither is better  (Down)</source>
        <translation>Keine ist besser  (Ab)</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>The right ones  (Right)</source>
        <translation>Die rechten  (Rechts)</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>How often each would be chosen over an average one; the whiskers are its standard error.</source>
        <translation>Wie oft jeder einem durchschnittlichen vorgezogen würde; die Fühler sind der Standardfehler.</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Go on choosing</source>
        <translation>Weiter wählen</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Choose by eye: {run}</source>
        <translation>Nach Augenmaß wählen: {run}</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source> best</source>
        <translation> bester</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>{kimg} kimg{marks}</source>
        <translation>{kimg} kimg{marks}</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Nothing was chosen yet.</source>
        <translation>Noch wurde nichts gewählt.</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Another round, other designs</source>
        <translation>Noch eine Runde, andere Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>, round {number}</source>
        <translation>, Runde {number}</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Pair {number} of {pairs}{round}</source>
        <translation>Paar {number} von {pairs}{round}</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/training/ballot/page.py"/>
        <location filename="../../studio/workers/training/snapshot_care.py"/>
        <source>{n} snapshots</source>
        <translation>
            <numerusform>{n} Zwischenstand</numerusform>
            <numerusform>{n} Zwischenstände</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/training/ballot/page.py"/>
        <source>{n} pairs</source>
        <translation>
            <numerusform>{n} Paar</numerusform>
            <numerusform>{n} Paare</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/page.py"/>
        <source>Choose {fewest} to {most} snapshots</source>
        <translation>{fewest} bis {most} Zwischenstände wählen</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/pair_view.py"/>
        <source>Two snapshots, the same designs of each</source>
        <translation>Zwei Zwischenstände, dieselben Entwürfe von jedem</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/pair_view.py"/>
        <source>Choose the left ones, the right ones, or neither</source>
        <translation>Die linken, die rechten oder keine wählen</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/pair_view.py"/>
        <source>Being drawn</source>
        <translation>Wird gezeichnet</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/standing_view.py"/>
        <source>What you prefer</source>
        <translation>Was vorgezogen wird</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/standing_view.py"/>
        <location filename="../../studio/training/monitor/advice.py"/>
        <location filename="../../studio/training/plots/background.py"/>
        <location filename="../../studio/training/plots/stack.py"/>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <location filename="../../studio/training/run/rows.py"/>
        <location filename="../../studio/workers/training/ballots.py"/>
        <source>{kimg} kimg</source>
        <translation>{kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/standing_view.py"/>
        <source>best by its measure</source>
        <translation>bester nach seinem Maß</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/standing_view.py"/>
        <source>{share:.0f} %, {low:.0f} to {high:.0f}</source>
        <translation>{share:.0f} %, {low:.0f} bis {high:.0f}</translation>
    </message>
    <message>
        <location filename="../../studio/training/ballot/standing_view.py"/>
        <source>{kimg} kimg: {share}</source>
        <translation>{kimg} kimg: {share}</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/middle.py"/>
        <location filename="../../studio/training/new_training/page.py"/>
        <location filename="../../studio/training/queue/page.py"/>
        <location filename="../../studio/training/run/side.py"/>
        <source>New training</source>
        <translation>Neues Training</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Start the training of the form</source>
        <translation>Training des Formulars starten</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>begin new</source>
        <translation>beginnen neu</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/compare/recipes.py"/>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>Compare recipes</source>
        <translation>Rezepte vergleichen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>families networks which</source>
        <translation>Familien Netze welche</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/queue/page.py"/>
        <location filename="../../studio/training/queue/trouble_dialog.py"/>
        <source>The queue</source>
        <translation>Die Warteschlange</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>jobs waiting order priority monitor schedule what ran when</source>
        <translation>Aufträge warten Reihenfolge Priorität Überwachung Zeitplan was lief wann</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Pause or resume the training</source>
        <translation>Training anhalten oder fortsetzen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Snapshot now</source>
        <translation>Zwischenstand jetzt</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Sample now</source>
        <translation>Probe jetzt</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>draw designs request</source>
        <translation>Entwürfe zeichnen anfordern</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Measure now</source>
        <translation>Jetzt messen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>evaluate fid kid full</source>
        <translation>bewerten fid kid vollständig</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Train longer…</source>
        <translation>Länger trainieren …</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>length kimg extend</source>
        <translation>Länge kimg verlängern</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Branch from the snapshot…</source>
        <translation>Vom Zwischenstand abzweigen …</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>go on otherwise other settings fork</source>
        <translation>anders weiter andere Einstellungen Abzweigung</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Stop the training</source>
        <translation>Training beenden</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Open the snapshot in Explore</source>
        <translation>Zwischenstand in Erkunden öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Earlier sample</source>
        <translation>Frühere Probe</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Later sample</source>
        <translation>Spätere Probe</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>First sample</source>
        <translation>Erste Probe</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Latest sample</source>
        <translation>Letzte Probe</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/monitor/page.py"/>
        <source>Play the training so far</source>
        <translation>Das Training bisher abspielen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Smoother plots</source>
        <translation>Glattere Kurven</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Rougher plots</source>
        <translation>Rauere Kurven</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Logarithmic losses</source>
        <translation>Verluste logarithmisch</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Plots over hours or over pictures shown</source>
        <translation>Kurven über Stunden oder über gezeigte Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>Other runs in the same plots</source>
        <translation>Andere Läufe in denselben Kurven</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/run/side.py"/>
        <source>Only this run in the plots</source>
        <translation>Nur dieser Lauf in den Kurven</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Plots: show less time</source>
        <translation>Kurven: weniger Zeit zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Plots: show more time</source>
        <translation>Kurven: mehr Zeit zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Plots: show the whole run</source>
        <translation>Kurven: den ganzen Lauf zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Compare runs and snapshots</source>
        <translation>Läufe und Zwischenstände vergleichen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Measure what is compared</source>
        <translation>Messen, was verglichen wird</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>What a network sees in a picture</source>
        <translation>Was ein Netz in einem Bild sieht</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Choose the best snapshot by eye</source>
        <translation>Den besten Zwischenstand nach Augenmaß wählen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>ballot blind compare pairs judge vote</source>
        <translation>Abstimmung blind vergleichen Paare urteilen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Pin or unpin the snapshot</source>
        <translation>Zwischenstand anheften oder lösen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>keep always hold</source>
        <translation>immer behalten festhalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Thin the snapshots out…</source>
        <translation>Zwischenstände ausdünnen …</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>space disk delete old bin</source>
        <translation>Platz löschen alt Papierkorb</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Report of this training…</source>
        <translation>Bericht über dieses Training …</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>html page portfolio client browser share</source>
        <translation>html Seite Mappe Kunde Browser teilen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Film of the training…</source>
        <translation>Film des Trainings …</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Event files for TensorBoard…</source>
        <translation>Ereignisdateien für TensorBoard …</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Locate the dataset of this training…</source>
        <translation>Den Datensatz dieses Trainings suchen …</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>missing moved lost another place find</source>
        <translation>fehlt verschoben verloren anderer Ort finden</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>Verify this training and its snapshots</source>
        <translation>Dieses Training und seine Zwischenstände überprüfen</translation>
    </message>
    <message>
        <location filename="../../studio/training/commands.py"/>
        <source>check digest damaged backup whole</source>
        <translation>prüfen Prüfsumme beschädigt Sicherung ganz</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/best.py"/>
        <source>{row}: the only one that is ticked.</source>
        <translation>{row}: der einzige angekreuzte Zwischenstand.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/best.py"/>
        <source>marked as best by its training</source>
        <translation>von seinem Training als bester markiert</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/best.py"/>
        <source>the first of those ticked</source>
        <translation>der erste der angekreuzten</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/best.py"/>
        <source>{row}: {why}. No measure says which is best.</source>
        <translation>{row}: {why}. Kein Maß sagt, welcher der beste ist.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/best.py"/>
        <source>{row}: {measure} {value}. It ties with {other}: look at the pictures.</source>
        <translation>{row}: {measure} {value}. Gleichauf mit {other}: Die Bilder entscheiden.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/best.py"/>
        <source>{row}: {measure} {value}. {count} others tie with it: look at the pictures.</source>
        <translation>{row}: {measure} {value}. {count} andere sind gleichauf: Die Bilder entscheiden.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/best.py"/>
        <source>{row}: {measure} {value}, clearly the lowest.</source>
        <translation>{row}: {measure} {value}, klar am niedrigsten.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/best.py"/>
        <source>{row}: {measure} {value}, clearly the highest.</source>
        <translation>{row}: {measure} {value}, klar am höchsten.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/best.py"/>
        <location filename="../../studio/workers/explorer/models.py"/>
        <source>{run} {kimg} kimg</source>
        <translation>{run} {kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/chart.py"/>
        <source>No measure yet</source>
        <translation>Noch kein Maß</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/files.py"/>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/files.py"/>
        <source>Writing the table</source>
        <translation>Schreibt die Tabelle</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/files.py"/>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/files.py"/>
        <source>Writing the chart</source>
        <translation>Schreibt das Diagramm</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/files.py"/>
        <location filename="../../studio/training/run/exports.py"/>
        <source>Written: {name}</source>
        <translation>Geschrieben: {name}</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Table as CSV…</source>
        <translation>Tabelle als CSV …</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Chart as PNG…</source>
        <translation>Diagramm als PNG …</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>What is compared</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Best of each run</source>
        <translation>Das Beste jedes Laufs</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Every snapshot</source>
        <translation>Jeder Zwischenstand</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Measure what is ticked in full, beside everything else; a training goes on meanwhile</source>
        <translation>Das Angekreuzte vollständig messen, neben allem anderen; ein Training läuft dabei weiter</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Designs that are measured of each</source>
        <translation>Entwürfe, die von jedem gemessen werden</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Designs that are drawn and measured of each: more are surer and take longer</source>
        <translation>Entwürfe, die von jedem gezeichnet und gemessen werden: mehr sind sicherer und dauern länger</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Open the best in Explore</source>
        <translation>Den besten in Erkunden öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Open the best one in Explore</source>
        <translation>Den besten in Erkunden öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Progress of the measuring</source>
        <translation>Fortschritt der Messung</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Stop measuring</source>
        <translation>Messung abbrechen</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Runs and their measures</source>
        <translation>Läufe und ihre Maße</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>What is shown of what is ticked</source>
        <translation>Was vom Angekreuzten gezeigt wird</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Recipes</source>
        <translation>Rezepte</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Measure in the chart</source>
        <translation>Maß im Diagramm</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Reading the measures</source>
        <translation>Liest die Maße</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>No snapshot yet: the first one is saved some way into a training.</source>
        <translation>Noch kein Zwischenstand: Der erste wird nach einer Weile des Trainings gespeichert.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Nothing has been measured yet: tick what you want to compare, and measure it.</source>
        <translation>Noch wurde nichts gemessen: ankreuzen, was verglichen werden soll, und messen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Grey numbers were taken in passing by the training, from fewer designs.</source>
        <translation>Graue Zahlen nahm das Training nebenbei, aus weniger Entwürfen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/page.py"/>
        <source>Measuring…</source>
        <translation>Misst …</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/pictures.py"/>
        <source>The same designs of each</source>
        <translation>Von jedem dieselben Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/pictures.py"/>
        <source>The same latents of each, at truncation 1.</source>
        <translation>Von jedem dieselben latenten Zahlen, bei Trunkierung 1.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/pictures.py"/>
        <source>Tick what you want to see designs of.</source>
        <translation>Ankreuzen, wovon Entwürfe zu sehen sein sollen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/pictures.py"/>
        <source>{count} designs of {row}</source>
        <translation>{count} Entwürfe von {row}</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/pictures.py"/>
        <source>Designs of {row}, being drawn</source>
        <translation>Entwürfe von {row}, werden gezeichnet</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipe_differences.py"/>
        <source>How their recipes differ</source>
        <translation>Worin sich ihre Rezepte unterscheiden</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipe_differences.py"/>
        <source>All settings that differ</source>
        <translation>Alle abweichenden Einstellungen</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipe_differences.py"/>
        <source>Only the first {count}</source>
        <translation>Nur die ersten {count}</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipe_differences.py"/>
        <source>All {count} settings that differ</source>
        <translation>Alle {count} Einstellungen, die sich unterscheiden</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipe_differences.py"/>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipe_differences.py"/>
        <source>Their recipes are the same.</source>
        <translation>Ihre Rezepte sind gleich.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipe_differences.py"/>
        <source>Tick two runs or more to see how their recipes differ.</source>
        <translation>Zwei Läufe oder mehr ankreuzen, um zu sehen, wie sich ihre Rezepte unterscheiden.</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>Recipe {index}</source>
        <translation>Rezept {index}</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>Use this one</source>
        <translation>Dieses verwenden</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>Use recipe {number}</source>
        <translation>Rezept {number} nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>on {name}, {count:,} pictures of {size}</source>
        <translation>mit {name}, {count:,} Bilder in {size}</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>What it takes</source>
        <translation>Was es braucht</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <location filename="../../studio/training/new_training/page.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>It can make</source>
        <translation>Es kann machen</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>Made for</source>
        <translation>Gemacht für</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>any size</source>
        <translation>jede Größe</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>no dataset is chosen</source>
        <translation>kein Datensatz gewählt</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>the engine is asked…</source>
        <translation>die Engine wird gefragt …</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>some chosen for this set</source>
        <translation>einige für diesen Satz gewählt</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>as the recipe has them</source>
        <translation>wie das Rezept sie hat</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/recipes.py"/>
        <source>How they differ</source>
        <translation>Worin sie sich unterscheiden</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Snapshot</source>
        <translation>Zwischenstand</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <source>seen by {network}</source>
        <translation>gesehen von {network}</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <source>, against {real:,} held-out pictures</source>
        <translation>, gegen {real:,} zurückgehaltene Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <source>, against {real:,} pictures</source>
        <translation>, gegen {real:,} Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>{samples:,} designs</source>
        <translation>{samples:,} Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <source>taken in passing by the training: Measure takes it in full</source>
        <translation>vom Training nebenbei genommen: Messen nimmt es vollständig</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <source>{kimg} kimg{best}</source>
        <translation>{kimg} kimg{best}</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <source>, best</source>
        <translation>, bester</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <source>in passing</source>
        <translation>nebenbei</translation>
    </message>
    <message>
        <location filename="../../studio/training/compare/table.py"/>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Network that looks</source>
        <translation>Das Netz, das sieht</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Another picture…</source>
        <translation>Ein anderes Bild …</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>What it sees</source>
        <translation>Was es sieht</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Pictures before these</source>
        <translation>Bilder davor</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Pictures after these</source>
        <translation>Bilder danach</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Layers, from the picture on</source>
        <translation>Schichten, vom Bild an</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>What the layer sees</source>
        <translation>Was die Schicht sieht</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Discriminator of {name}, {kimg} kimg</source>
        <translation>Diskriminator von {name}, {kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Lite0, which measures</source>
        <translation>Lite0, das misst</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>The dataset of this training is no longer there: drop a picture here.</source>
        <translation>Der Datensatz dieses Trainings ist nicht mehr da: ein Bild hierher ziehen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Picture {number:,} of {count:,}</source>
        <translation>Bild {number:,} von {count:,}</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Look at a picture</source>
        <translation>Ein Bild ansehen</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.bmp)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp *.bmp)</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>Looking…</source>
        <translation>Sieht hin …</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>the {count} liveliest of {total:,}</source>
        <translation>die {count} lebhaftesten von {total:,}</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>all {total:,}</source>
        <translation>alle {total:,}</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>{name}: {shown} maps of {side}. Bright is where it finds what it looks for.</source>
        <translation>{name}: {shown} Karten von {side}. Hell ist, wo es findet, wonach es sucht.</translation>
    </message>
    <message>
        <location filename="../../studio/training/feature_maps_page.py"/>
        <source>{layer}, map {number}</source>
        <translation>{layer}, Karte {number}</translation>
    </message>
    <message>
        <location filename="../../studio/training/middle.py"/>
        <source>Go to Curate</source>
        <translation>Zu Kuratieren gehen</translation>
    </message>
    <message>
        <location filename="../../studio/training/middle.py"/>
        <source>Nothing has been trained yet</source>
        <translation>Noch wurde nichts trainiert</translation>
    </message>
    <message>
        <location filename="../../studio/training/middle.py"/>
        <source>A training learns from a baked dataset and makes new designs in its manner. The recipe “Quick look” shows first figures within minutes.</source>
        <translation>Ein Training lernt aus einem gebackenen Datensatz und macht neue Entwürfe in dessen Art. Das Rezept „Erster Blick“ zeigt erste Figuren binnen Minuten.</translation>
    </message>
    <message>
        <location filename="../../studio/training/middle.py"/>
        <source>First bake a dataset</source>
        <translation>Zuerst einen Datensatz backen</translation>
    </message>
    <message>
        <location filename="../../studio/training/middle.py"/>
        <source>In Curate you choose the pictures; baking brings them to one size for the networks to learn from.</source>
        <translation>In Kuratieren werden die Bilder gewählt; Backen bringt sie auf eine Größe, aus der die Netze lernen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Locate the dataset…</source>
        <translation>Datensatz suchen …</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The numbers have run off.</source>
        <translation>Die Zahlen sind davongelaufen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The training has lost its footing.</source>
        <translation>Das Training hat den Halt verloren.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The training went back by itself.</source>
        <translation>Das Training ging von selbst zurück.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The designs have collapsed.</source>
        <translation>Die Entwürfe sind zusammengefallen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The designs are copies of your pictures.</source>
        <translation>Die Entwürfe sind Kopien der eigenen Bilder.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The discriminator has fallen behind.</source>
        <translation>Der Diskriminator ist zurückgefallen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The discriminator is pulling ahead.</source>
        <translation>Der Diskriminator läuft davon.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Mirroring shows in the designs.</source>
        <translation>Das Spiegeln zeigt sich in den Entwürfen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Turning shows in the designs.</source>
        <translation>Das Drehen zeigt sich in den Entwürfen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Recolouring shows in the designs.</source>
        <translation>Das Umfärben zeigt sich in den Entwürfen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The set is wearing thin.</source>
        <translation>Der Satz wird dünn.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The training waits for pictures.</source>
        <translation>Das Training wartet auf Bilder.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>is paused</source>
        <translation>ist pausiert</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>is held back</source>
        <translation>ist angehalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>This run is no longer there.</source>
        <translation>Dieser Lauf ist nicht mehr da.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Its folder was moved or deleted while it was open.</source>
        <translation>Sein Ordner wurde verschoben oder gelöscht, während er offen war.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Everything up to {last} is kept.</source>
        <translation>Alles bis {last} ist erhalten.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>No snapshot had been saved yet.</source>
        <translation>Noch war kein Zwischenstand gespeichert.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The training was cut off.</source>
        <translation>Das Training wurde abgeschnitten.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <location filename="../../studio/training/queue/page.py"/>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The training was interrupted.</source>
        <translation>Das Training wurde unterbrochen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Everything is kept.</source>
        <translation>Alles ist erhalten.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>It waits for its dataset.</source>
        <translation>Es wartet auf seinen Datensatz.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>It {state}.</source>
        <translation>Es {state}.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>{what} The best snapshot is that of {kimg} kimg.</source>
        <translation>{what} Der beste Zwischenstand ist der von {kimg} kimg.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The training has stopped by itself.</source>
        <translation>Das Training hat von selbst aufgehört.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Train on</source>
        <translation>Weiter trainieren</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>What was trained so far is untouched.</source>
        <translation>Was bisher trainiert wurde, ist unberührt.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>The training has failed.</source>
        <translation>Das Training ist gescheitert.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Begin again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Also: {list}</source>
        <translation>Außerdem: {list}</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Beginning again with {changes} usually helps.</source>
        <translation>Neu beginnen mit {changes} hilft meist.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Going on from {snapshot} with {changes} usually helps. This training is kept as it is.</source>
        <translation>Von {snapshot} mit {changes} weitergehen hilft meist. Dieses Training bleibt, wie es ist.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/advice.py"/>
        <source>Go back to {snapshot}</source>
        <translation>Zurück zu {snapshot}</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>Smoothing of the plots</source>
        <translation>Glättung der Kurven</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>Losses on a logarithmic scale</source>
        <translation>Verluste auf logarithmischer Skala</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>Plots over hours instead of pictures shown</source>
        <translation>Kurven über Stunden statt über gezeigte Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>Other runs in the same plots  (Ctrl+click in the list)</source>
        <translation>Andere Läufe in denselben Kurven  (Strg+Klick in der Liste)</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>Plots shown</source>
        <translation>Gezeigte Kurven</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>reading…</source>
        <translation>liest …</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/head.py"/>
        <source>Distance by {measure}{needs}</source>
        <translation>Abstand nach {measure}{needs}</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source> of {needed:,} needed</source>
        <translation> von {needed:,} nötigen</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>{measure}, seen by {network}.</source>
        <translation>{measure}, gesehen von {network}.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>With fewer than {needed:,} designs, and as many pictures, the number is too high: compare it only with points of as many. The best snapshot is chosen by KID, which is right for few too.</source>
        <translation>Mit weniger als {needed:,} Entwürfen und ebenso vielen Bildern ist die Zahl zu hoch: nur mit Punkten aus ebenso vielen vergleichen. Der beste Zwischenstand wird nach KID gewählt, das auch für wenige stimmt.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>, needs {needed:,} designs</source>
        <translation>, braucht {needed:,} Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>Measuring is off for this training. Compare measures its snapshots.</source>
        <translation>Für dieses Training ist das Messen aus. Vergleichen misst seine Zwischenstände.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>It took less than two minutes. </source>
        <translation>Es dauerte weniger als zwei Minuten. </translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>This training was not measured. {short}Compare measures its snapshots.</source>
        <translation>Dieses Training wurde nicht gemessen. {short}Vergleichen misst seine Zwischenstände.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>A training of less than two minutes is not measured. Compare measures its snapshots.</source>
        <translation>Ein Training unter zwei Minuten wird nicht gemessen. Vergleichen misst seine Zwischenstände.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>, then one every {kimg} kimg</source>
        <translation>, dann alle {kimg} kimg eines</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>The first measure comes after a minute or so{then}, and one at the end: {what}.</source>
        <translation>Das erste Maß kommt nach etwa einer Minute{then}, und eines am Ende: {what}.</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/measure_words.py"/>
        <source>designs are compared with your art. That takes at most 3 % of the training&apos;s time; more only for the first measure and the last of a short training</source>
        <translation>Entwürfe werden mit den eigenen Bildern verglichen. Das nimmt höchstens 3 % der Zeit des Trainings; mehr nur beim ersten Maß und beim letzten eines kurzen Trainings</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/page.py"/>
        <source>Moment of the training</source>
        <translation>Zeitpunkt des Trainings</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/page.py"/>
        <location filename="../../studio/training/monitor/samples.py"/>
        <source>The same designs through time</source>
        <translation>Dieselben Entwürfe im Lauf der Zeit</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/page.py"/>
        <source>the first ones come in a moment</source>
        <translation>die ersten kommen gleich</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/page.py"/>
        <source>{run}, design {number}</source>
        <translation>{run}, Entwurf {number}</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/page.py"/>
        <source>before training</source>
        <translation>vor dem Training</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/page.py"/>
        <source>at {kimg} kimg</source>
        <translation>bei {kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/run_legend.py"/>
        <source>Runs in the plots</source>
        <translation>Läufe in den Kurven</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/run_legend.py"/>
        <source>{run}, {style} line</source>
        <translation>{run}, Linie {style}</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/run_legend.py"/>
        <source>Take “{run}” out of the plots</source>
        <translation>„{run}“ aus den Kurven nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/samples.py"/>
        <location filename="../../studio/workers/training/queue/book.py"/>
        <source>Reading samples</source>
        <translation>Liest Proben</translation>
    </message>
    <message>
        <location filename="../../studio/training/monitor/samples.py"/>
        <source>{count} designs at {kimg} kimg</source>
        <translation>{count} Entwürfe bei {kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>Fresh networks</source>
        <translation>Frische Netze</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>A network that can draw already</source>
        <translation>Ein Netz, das schon zeichnen kann</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>Networks (*.safetensors *.pkl *.pt);;All files (*)</source>
        <translation>Netze (*.safetensors *.pkl *.pt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>Begin from</source>
        <translation>Ausgehen von</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>A snapshot&apos;s generator.safetensors, or a StyleGAN2 network of other tools (.pkl, .pt)</source>
        <translation>Die generator.safetensors eines Zwischenstands oder ein StyleGAN2-Netz anderer Werkzeuge (.pkl, .pt)</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>Reading the snapshots</source>
        <translation>Liest die Zwischenstände</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>Begin from a network</source>
        <translation>Von einem Netz ausgehen</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>Importing {name}…</source>
        <translation>Importiert {name} …</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>Importing the network</source>
        <translation>Importiert das Netz</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>Importing {name}</source>
        <translation>Importiert {name}</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>The network was imported into the project. Mind its own licence.</source>
        <translation>Das Netz wurde ins Projekt importiert. Seine eigene Lizenz beachten.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source> at {kimg} kimg</source>
        <translation> bei {kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>None that comes with Maquette has this form: fresh networks begin.</source>
        <translation>Keines, das Maquette mitbringt, hat diese Form: Es beginnen neue Netze.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>It learned to draw from free drawings of many hands, and forgets them as it learns yours.</source>
        <translation>Es hat an freien Zeichnungen vieler Hände zeichnen gelernt und vergisst sie, während es Ihre lernt.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source> and {count} more</source>
        <translation> und {count} weitere</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>{share:.0f} % of its generator fits. Afresh begin: {named}{more}.</source>
        <translation>{share:.0f} % des Generators passen. Neu beginnen: {named}{more}.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>All of its generator fits.</source>
        <translation>Der ganze Generator passt.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>Adapted are: {named}.</source>
        <translation>Angepasst sind: {named}.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/begin_from.py"/>
        <source>{fits} It comes alone: the discriminator begins afresh.</source>
        <translation>{fits} Er kommt allein: Der Diskriminator beginnt neu.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/dataset_choice.py"/>
        <location filename="../../studio/training/new_training/page.py"/>
        <location filename="../../studio/training/recipe_words.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/dataset_choice.py"/>
        <source>None that can be used</source>
        <translation>Keiner, der sich verwenden lässt</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/dataset_choice.py"/>
        <source>{name}  (cannot be used)</source>
        <translation>{name}  (nicht verwendbar)</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/dataset_choice.py"/>
        <source>“{name}” cannot be used: {fault}</source>
        <translation>„{name}“ lässt sich nicht verwenden: {fault}</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/dataset_choice.py"/>
        <source>, {count} classes</source>
        <translation>, {count} Klassen</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/dataset_choice.py"/>
        <source>{name}  ({count:,} pictures of {size}{classes})</source>
        <translation>{name}  ({count:,} Bilder in {size}{classes})</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>The engine is starting; it will say how long this takes here.</source>
        <translation>Die Engine startet; sie sagt dann, wie lange das hier dauert.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>The engine is asked how long this takes here…</source>
        <translation>Die Engine wird gefragt, wie lange das hier dauert …</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>Start training</source>
        <translation>Training beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>Show the setting</source>
        <translation>Die Einstellung zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>What it will take</source>
        <translation>Was es brauchen wird</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>{count:,} of {size}</source>
        <translation>{count:,} in {size}</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>Each is seen</source>
        <translation>Jedes wird gesehen</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>{passes:,.0f} times</source>
        <translation>{passes:,.0f}-mal</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>{passes:.1f} times</source>
        <translation>{passes:.1f}-mal</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>Time and memory are estimates.</source>
        <translation>Zeit und Speicher sind geschätzt.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>Time here</source>
        <translation>Dauer hier</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>about {duration}</source>
        <translation>etwa {duration}</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <source>about {memory}</source>
        <translation>etwa {memory}</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <source>Generator</source>
        <translation>Generator</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <source>{count} weights</source>
        <translation>{count} Gewichte</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/forecast_side.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Discriminator</source>
        <translation>Diskriminator</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>Best there is</source>
        <translation>Das beste vorhandene</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>Apple graphics</source>
        <translation>Apple-Grafik</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>{run} is stopped when this one starts</source>
        <translation>{run} wird beendet, wenn dieses beginnt</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>For your set: {value}.</source>
        <translation>Für diesen Satz: {value}.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>Chosen for your set.</source>
        <translation>Für diesen Satz gewählt.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>Keeping the recipe</source>
        <translation>Behält das Rezept</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>Kept the recipe “{title}”</source>
        <translation>Rezept „{title}“ behalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>Removing the recipe</source>
        <translation>Entfernt das Rezept</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form.py"/>
        <source>Removed the recipe “{title}”</source>
        <translation>Rezept „{title}“ entfernt</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form_row.py"/>
        <source>Set {title} back</source>
        <translation>{title} zurücksetzen</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/form_row.py"/>
        <source>Back to {shown}</source>
        <translation>Zurück auf {shown}</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/keep_recipe_dialog.py"/>
        <source>Keep as a recipe</source>
        <translation>Als Rezept behalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/keep_recipe_dialog.py"/>
        <source>Name of the recipe</source>
        <translation>Name des Rezepts</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/keep_recipe_dialog.py"/>
        <source>What it is for</source>
        <translation>Wofür es ist</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/keep_recipe_dialog.py"/>
        <source>Made of “{base}”.</source>
        <translation>Aus „{base}“ gemacht.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/keep_recipe_dialog.py"/>
        <source>Keep the recipe</source>
        <translation>Rezept behalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/keep_recipe_dialog.py"/>
        <source>These settings, for any dataset of this project. The file lies in its folder “recipes”.</source>
        <translation>Diese Einstellungen, für jeden Datensatz dieses Projekts. Die Datei liegt in seinem Ordner „recipes“.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/keep_recipe_dialog.py"/>
        <source>There is a recipe of that name already.</source>
        <translation>Es gibt schon ein Rezept dieses Namens.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>Classes: designs of each class can be asked for. Styles: coarse and fine traits can be mixed, designs made calmer or bolder. Grown: one resolution after the other. A recipe is a starting point: its other settings stay when you take another network.</source>
        <translation>Klassen: Entwürfe jeder Klasse lassen sich verlangen. Stile: Grobe und feine Züge lassen sich mischen, Entwürfe ruhiger oder kühner machen. Wachsend: eine Auflösung nach der anderen. Ein Rezept ist ein Ausgangspunkt: Seine anderen Einstellungen bleiben, wenn ein anderes Netz genommen wird.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>The engine is starting; it will say more about the networks.</source>
        <translation>Die Engine startet; sie sagt dann mehr über die Netze.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>Back to the recipe’s</source>
        <translation>Zurück zu dem des Rezepts</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>Which network?</source>
        <translation>Welches Netz?</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>in place of the recipe’s {network}</source>
        <translation>statt {network} des Rezepts</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>Back to {network}</source>
        <translation>Zurück zu {network}</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>styles</source>
        <translation>Stile</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>grown</source>
        <translation>gewachsen</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>{least} to {most:,} px</source>
        <translation>{least} bis {most:,} px</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/network_choice.py"/>
        <source>cannot make {size}</source>
        <translation>kann {size} nicht</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>It runs by itself: you may close the window meanwhile, and pause, stop or resume it at any time.</source>
        <translation>Es läuft für sich: Das Fenster kann inzwischen geschlossen und das Training jederzeit angehalten, beendet oder fortgesetzt werden.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>Name of the training</source>
        <translation>Name des Trainings</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>Two or three recipes side by side: what differs, and what they take here</source>
        <translation>Zwei oder drei Rezepte nebeneinander: was sich unterscheidet, und was sie hier brauchen</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/page.py"/>
        <location filename="../../studio/training/new_training/recipe_choice.py"/>
        <location filename="../../studio/training/recipe_words.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>As the recipe has it</source>
        <translation>Wie das Rezept es hat</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>Keep as a recipe…</source>
        <translation>Als Rezept behalten …</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>These settings under a name of your own, beside the other recipes</source>
        <translation>Diese Einstellungen unter eigenem Namen, neben den anderen Rezepten</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/page.py"/>
        <source>What the recipe leaves open is being chosen for your set…</source>
        <translation>Was das Rezept offenlässt, wird für diesen Satz gewählt …</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/recipe_choice.py"/>
        <source>Recipes for artists</source>
        <translation>Rezepte für Künstler</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/recipe_choice.py"/>
        <source>Take the chosen recipe of your own away; undo brings it back</source>
        <translation>Das gewählte eigene Rezept wegnehmen; Rückgängig holt es zurück</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/recipe_choice.py"/>
        <source>Your recipes</source>
        <translation>Eigene Rezepte</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/recipe_choice.py"/>
        <source>Published experiments</source>
        <translation>Veröffentlichte Versuche</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/recipe_choice.py"/>
        <source>Published experiments · {count}</source>
        <translation>Veröffentlichte Versuche · {count}</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/recipe_choice.py"/>
        <source>{family}, any size</source>
        <translation>{family}, jede Größe</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/recipe_choice.py"/>
        <source>made for {size}, not {other}</source>
        <translation>gemacht für {size}, nicht {other}</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schedule_choice.py"/>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schedule_choice.py"/>
        <source>At night</source>
        <translation>Nachts</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schedule_choice.py"/>
        <source>While nobody is there</source>
        <translation>Wenn niemand da ist</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schedule_choice.py"/>
        <source>Waits for these hours; outside them it is saved and set aside, and gives the machine back.</source>
        <translation>Wartet auf diese Stunden; außerhalb wird es gespeichert und beiseitegelegt und gibt den Rechner zurück.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schedule_choice.py"/>
        <source>Waits until keyboard and mouse have lain still for so long; set aside as soon as somebody is back.</source>
        <translation>Wartet, bis Tastatur und Maus so lange ruhten; wird beiseitegelegt, sobald wieder jemand da ist.</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schedule_choice.py"/>
        <source>When it may run</source>
        <translation>Wann es laufen darf</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schedule_choice.py"/>
        <source>Hours in which it may run, such as 22:00-07:00</source>
        <translation>Stunden, in denen es laufen darf, etwa 22:00-07:00</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schedule_choice.py"/>
        <source>Minutes without anybody at the machine</source>
        <translation>Minuten ohne jemanden am Rechner</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schedule_choice.py"/>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schema_form.py"/>
        <source>Advanced</source>
        <translation>Für Erfahrene</translation>
    </message>
    <message>
        <location filename="../../studio/training/new_training/schema_form.py"/>
        <source>Advanced · {count} changed</source>
        <translation>Für Erfahrene · {count} geändert</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/line_styles.py"/>
        <source>solid</source>
        <translation>durchgezogen</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/line_styles.py"/>
        <source>dashed</source>
        <translation>gestrichelt</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/line_styles.py"/>
        <source>dotted</source>
        <translation>gepunktet</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/line_styles.py"/>
        <source>dash and dot</source>
        <translation>Strich und Punkt</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/line_styles.py"/>
        <source>long dashes</source>
        <translation>lange Striche</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/line_styles.py"/>
        <source>dash and two dots</source>
        <translation>Strich und zwei Punkte</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>lower is better</source>
        <translation>niedriger ist besser</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>higher is better</source>
        <translation>höher ist besser</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>How the two networks fare against each other: what one wins the other loses. Level lines are well; lines that run off are not. How good the designs are stands in the distance to your art.</source>
        <translation>Wie sich die beiden Netze gegeneinander schlagen: Was eines gewinnt, verliert das andere. Ebene Linien sind gut, davonlaufende nicht. Wie gut die Entwürfe sind, steht im Abstand zu den eigenen Bildern.</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>generator</source>
        <translation>Generator</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>discriminator</source>
        <translation>Diskriminator</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>your art</source>
        <translation>eigene Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>strength p</source>
        <translation>Stärke p</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>sign statistic</source>
        <translation>Vorzeichenmaß</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>of the designs</source>
        <translation>der Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>pictures a second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>seconds for a kimg</source>
        <translation>Sekunden je kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>What the discriminator makes of your art and of designs. Close together, it can hardly tell them apart; far apart, it sees through every design, and the generator learns little from it.</source>
        <translation>Was der Diskriminator von den eigenen Bildern und von Entwürfen hält. Liegen sie nah beieinander, kann er sie kaum unterscheiden; weit auseinander durchschaut er jeden Entwurf, und der Generator lernt wenig von ihm.</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>Scores</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>1 taken for real, 0 for fake</source>
        <translation>1 für echt gehalten, 0 für falsch</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>higher is taken for real</source>
        <translation>höher wird für echt gehalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>Regularisers</source>
        <translation>Regularisierung</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>What is added to the losses, so that the discriminator judges smoothly and designs stay varied.</source>
        <translation>Was zu den Verlusten hinzukommt, damit der Diskriminator gleichmäßig urteilt und Entwürfe vielfältig bleiben.</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>Gradients</source>
        <translation>Gradienten</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>length, before each step</source>
        <translation>Länge, vor jedem Schritt</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>How hard each network is pulled in a step. Peaks that grow come before trouble.</source>
        <translation>Wie stark jedes Netz in einem Schritt gezogen wird. Wachsende Spitzen gehen Schwierigkeiten voraus.</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <location filename="../../gan_engine/metrics/names.py"/>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Path length</source>
        <translation>Pfadlänge</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>How much a design changes for a small step among the latents: the more even, the smoother walks are.</source>
        <translation>Wie sehr sich ein Entwurf bei einem kleinen Schritt zwischen den Startwerten ändert: je gleichmäßiger, desto weicher die Rundgänge.</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Augmentation</source>
        <translation>Augmentierung</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>more where the art is being learnt by heart</source>
        <translation>mehr, wo die Bilder auswendig gelernt werden</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>Strength p: how often pictures are varied before the discriminator sees them. The sign statistic: of how much more of your art than not it says that it is real. Above the aim it learns by heart, and p grows.</source>
        <translation>Stärke p: wie oft Bilder verändert werden, bevor der Diskriminator sie sieht. Die Vorzeichenstatistik: von wie viel mehr der eigenen Bilder er sagt, sie seien echt, als das Gegenteil. Über dem Ziel lernt er auswendig, und p wächst.</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>A kimg is a thousand pictures that the networks have seen, the same ones again and again.</source>
        <translation>Ein kimg sind tausend Bilder, die die Netze gesehen haben, dieselben immer wieder.</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <source>Pace</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <source>Distance to your art</source>
        <translation>Abstand zu den eigenen Bildern</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/panel_kinds.py"/>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>Precision and recall</source>
        <translation>Präzision und Recall</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/stack.py"/>
        <source>Plot of {title} over the training</source>
        <translation>Kurve: {title} im Lauf des Trainings</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/stack.py"/>
        <source>The first numbers come in a moment.</source>
        <translation>Die ersten Zahlen kommen gleich.</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/stack.py"/>
        <source>at {moment}</source>
        <translation>bei {moment}</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/stack.py"/>
        <source>smoothed over {moment}</source>
        <translation>geglättet über {moment}</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/stack.py"/>
        <source>as measured</source>
        <translation>wie gemessen</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/stack.py"/>
        <source>not log: it goes below 0</source>
        <translation>nicht logarithmisch: es geht unter 0</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/stack.py"/>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/ticks.py"/>
        <source>{whole} s</source>
        <translation>{whole} s</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/ticks.py"/>
        <source>{hours:,} h {minutes} min</source>
        <translation>{hours:,} h {minutes} min</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/ticks.py"/>
        <source>{hours:,} h</source>
        <translation>{hours:,} h</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/ticks.py"/>
        <source>{minutes} min {odd} s</source>
        <translation>{minutes} min {odd} s</translation>
    </message>
    <message>
        <location filename="../../studio/training/plots/ticks.py"/>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/day_band.py"/>
        <source>came to its end</source>
        <translation>kam ans Ende</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/day_band.py"/>
        <source>was stopped</source>
        <translation>wurde beendet</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/day_band.py"/>
        <location filename="../../studio/workers/training/run_news.py"/>
        <source>was interrupted</source>
        <translation>wurde unterbrochen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/day_band.py"/>
        <location filename="../../studio/training/run_words.py"/>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/day_band.py"/>
        <location filename="../../studio/workers/training/run_news.py"/>
        <source>was cut off</source>
        <translation>wurde abgeschnitten</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/day_band.py"/>
        <source>hung, and was ended</source>
        <translation>hing und wurde beendet</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/day_band.py"/>
        <source>What ran in the last 24 hours</source>
        <translation>Was in den letzten 24 Stunden lief</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/day_band.py"/>
        <source>{name}, {device}, since {begun}, from {kimg} kimg</source>
        <translation>{name}, {device}, seit {begun}, ab {kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/day_band.py"/>
        <source>{begun} to {ended} ({duration})</source>
        <translation>{begun} bis {ended} ({duration})</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/day_band.py"/>
        <source>{first} to {last} kimg</source>
        <translation>{first} bis {last} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/job_list.py"/>
        <source>Trainings in the queue</source>
        <translation>Trainings in der Warteschlange</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/job_list.py"/>
        <source>priority {priority}</source>
        <translation>Priorität {priority}</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/job_list.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>{done} of {total} kimg</source>
        <translation>{done} von {total} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/job_list.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>{span} left</source>
        <translation>noch {span}</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/job_list.py"/>
        <source>takes {span}</source>
        <translation>dauert {span}</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/job_list.py"/>
        <source>begins soon</source>
        <translation>beginnt bald</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/job_list.py"/>
        <source>begins in {span}</source>
        <translation>beginnt in {span}</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>in training</source>
        <translation>im Training</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <location filename="../../studio/training/run/rows.py"/>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>held back</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>It is saved, and its device is free</source>
        <translation>Es wird gespeichert, und sein Gerät ist frei</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <location filename="../../studio/training/run/side.py"/>
        <source>Start it now</source>
        <translation>Jetzt beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>The next one on its device, whatever the hour</source>
        <translation>Das nächste auf seinem Gerät, zu jeder Stunde</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Train it on another device; numbers come out slightly otherwise there</source>
        <translation>Auf einem anderen Gerät trainieren; die Zahlen fallen dort etwas anders aus</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Sooner</source>
        <translation>Früher</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>One place up  (Ctrl+Up)</source>
        <translation>Einen Platz nach oben  (Strg+Auf)</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>One place down  (Ctrl+Down)</source>
        <translation>Einen Platz nach unten  (Strg+Ab)</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Higher priority</source>
        <translation>Höhere Priorität</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>The higher its priority the sooner it comes</source>
        <translation>Je höher die Priorität, desto früher kommt es</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Lower priority</source>
        <translation>Niedrigere Priorität</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Those above it come first</source>
        <translation>Die darüber kommen zuerst</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Out of the queue; what it has trained is kept  (Delete)</source>
        <translation>Aus der Warteschlange; was es trainiert hat, bleibt  (Entf)</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>The last 24 hours</source>
        <translation>Die letzten 24 Stunden</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>The queue is empty</source>
        <translation>Die Warteschlange ist leer</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Under “When” in the form of a new training choose the night, or until nobody uses the machine: it waits here until then.</source>
        <translation>Im Formular eines neuen Trainings unter „Wann“ die Nacht wählen oder bis niemand am Rechner ist: Bis dahin wartet es hier.</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Restore the queue</source>
        <translation>Warteschlange wiederherstellen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>The queue cannot be read</source>
        <translation>Die Warteschlange lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>Restored, every job is there again.</source>
        <translation>Wiederhergestellt ist jeder Auftrag wieder da.</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/page.py"/>
        <source>“{name}” is taken out of the queue; what it has trained is kept</source>
        <translation>„{name}“ ist aus der Warteschlange genommen; was es trainiert hat, bleibt</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/trouble_dialog.py"/>
        <source>The queue cannot be used</source>
        <translation>Die Warteschlange lässt sich nicht verwenden</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/trouble_dialog.py"/>
        <source>{kept} Restored, every job is there again.</source>
        <translation>{kept} Wiederhergestellt ist jeder Auftrag wieder da.</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/trouble_dialog.py"/>
        <source>Started without the queue it trains all the same, but nobody starts it again if it is interrupted.</source>
        <translation>Ohne die Warteschlange begonnen trainiert es ebenso, aber niemand beginnt es wieder, wenn es unterbrochen wird.</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/trouble_dialog.py"/>
        <source>Start without the queue</source>
        <translation>Ohne die Warteschlange beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/trouble_dialog.py"/>
        <source>Restore and start</source>
        <translation>Wiederherstellen und beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>Set “{name}” aside and start</source>
        <translation>„{name}“ beiseitelegen und beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>Begin it next</source>
        <translation>Als Nächstes beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>Before all others that wait</source>
        <translation>Vor allen anderen, die warten</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>See the queue</source>
        <translation>Warteschlange ansehen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>begins in a moment</source>
        <translation>beginnt gleich</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>It is trained on when you resume it.</source>
        <translation>Es trainiert weiter, wenn es fortgesetzt wird.</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source> Set aside, “{name}” is saved, and goes on afterwards.</source>
        <translation> Beiseitegelegt wird „{name}“ gespeichert und läuft danach weiter.</translation>
    </message>
    <message>
        <location filename="../../studio/training/queue/waiting_page.py"/>
        <source>{reason} Its turn comes by itself.{aside}</source>
        <translation>{reason} Es kommt von selbst an die Reihe.{aside}</translation>
    </message>
    <message>
        <location filename="../../studio/training/recipe_words.py"/>
        <source>fresh networks</source>
        <translation>frische Netze</translation>
    </message>
    <message>
        <location filename="../../studio/training/recipe_words.py"/>
        <source>a network that can draw already</source>
        <translation>ein Netz, das schon zeichnen kann</translation>
    </message>
    <message>
        <location filename="../../studio/training/recipe_words.py"/>
        <source>Begins from</source>
        <translation>Geht aus von</translation>
    </message>
    <message>
        <location filename="../../studio/training/recipe_words.py"/>
        <source>{setting} {value} instead of {other}</source>
        <translation>{setting} {value} statt {other}</translation>
    </message>
    <message>
        <location filename="../../studio/training/recipe_words.py"/>
        <source>the same recipe</source>
        <translation>dasselbe Rezept</translation>
    </message>
    <message>
        <location filename="../../studio/training/recipe_words.py"/>
        <source>“{name}” beside “{other}”: {differences}.</source>
        <translation>„{name}“ neben „{other}“: {differences}.</translation>
    </message>
    <message>
        <location filename="../../studio/training/recipe_words.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <location filename="../../studio/training/setting_words.py"/>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <location filename="../../studio/training/recipe_words.py"/>
        <location filename="../../studio/training/run/facts.py"/>
        <location filename="../../studio/training/setting_words.py"/>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <source>Branch</source>
        <translation>Abzweigen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <source>A new training goes on exactly where “{run}” stood, with what you change. Both are kept.</source>
        <translation>Ein neues Training geht genau dort weiter, wo „{run}“ stand, mit dem, was geändert wird. Beide bleiben.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <source>Snapshot that the branch goes on from</source>
        <translation>Zwischenstand, von dem die Abzweigung weitergeht</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <source>Name of the branch</source>
        <translation>Name der Abzweigung</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Length in all, in kimg</source>
        <translation>Länge insgesamt, in kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <source>Begin the branch</source>
        <translation>Abzweigung beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <source>Goes on from</source>
        <translation>Geht weiter von</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>kimg</source>
        <translation>kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <source>Length in all</source>
        <translation>Länge insgesamt</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <source>What is to be different</source>
        <translation>Was anders sein soll</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <source>Branch from {kimg} kimg</source>
        <translation>Abzweigen von {kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/branch_dialog.py"/>
        <source>Nothing yet: it goes on as it was</source>
        <translation>Noch nichts: Es geht weiter wie bisher</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>It goes on.</source>
        <translation>Es geht weiter.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>It is known where they lie.</source>
        <translation>Es ist bekannt, wo sie liegen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>These are the pictures of {run}. {then}</source>
        <translation>Das sind die Bilder von {run}. {then}</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>Locate the dataset</source>
        <translation>Datensatz suchen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>Choose a ZIP…</source>
        <translation>ZIP wählen …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>What is wrong with the place</source>
        <translation>Was an dem Ort nicht stimmt</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>Where does its dataset lie now?</source>
        <translation>Wo liegt sein Datensatz jetzt?</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>{run} was begun with {dataset}. The same pictures will do under any name, as a ZIP or unpacked as a folder.</source>
        <translation>{run} wurde begonnen mit {dataset}. Dieselben Bilder gehen unter jedem Namen, als ZIP oder ausgepackt als Ordner.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>Looked for at {place}</source>
        <translation>Gesucht unter {place}</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>Datasets (*.zip)</source>
        <translation>Datensätze (*.zip)</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>Where the dataset lies now</source>
        <translation>Wo der Datensatz jetzt liegt</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>Looking into {name}…</source>
        <translation>Sieht in {name} nach …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>Looking into the dataset</source>
        <translation>Sieht in den Datensatz</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>It could not be looked into.</source>
        <translation>Es ließ sich nicht hineinsehen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>{trouble} Nothing was changed; choose another place.</source>
        <translation>{trouble} Nichts wurde geändert; einen anderen Ort wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>a dataset</source>
        <translation>einem Datensatz</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/dataset_location.py"/>
        <source>{dataset}, {count:,} pictures of {size}</source>
        <translation>{dataset}, {count:,} Bilder in {size}</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/exports.py"/>
        <source>Making the film</source>
        <translation>Macht den Film</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/exports.py"/>
        <source>Folder for TensorBoard to look into</source>
        <translation>Ordner, in den TensorBoard sieht</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/exports.py"/>
        <source>Writing event files</source>
        <translation>Schreibt Ereignisdateien</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/exports.py"/>
        <source>{run} and {count} more</source>
        <translation>{run} und {count} weitere</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/exports.py"/>
        <source>Report of the training</source>
        <translation>Bericht über das Training</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/exports.py"/>
        <source>Pages (*.html)</source>
        <translation>Seiten (*.html)</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/exports.py"/>
        <source>Writing the report</source>
        <translation>Schreibt den Bericht</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/exports.py"/>
        <source>Written: {name}, {size}</source>
        <translation>Geschrieben: {name}, {size}</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/exports.py"/>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/exports.py"/>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Open its folder</source>
        <translation>Seinen Ordner öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/facts.py"/>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/facts.py"/>
        <source>{speed:,.0f} pictures/s</source>
        <translation>{speed:,.0f} Bilder/s</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/facts.py"/>
        <source>{speed:.1f} pictures/s</source>
        <translation>{speed:.1f} Bilder/s</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/facts.py"/>
        <source>{figure} s for 1 kimg</source>
        <translation>{figure} s für 1 kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/facts.py"/>
        <source>{used} of {total}</source>
        <translation>{used} von {total}</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/facts.py"/>
        <location filename="../../gan_engine/metrics/names.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/facts.py"/>
        <source>{precision} (measured)</source>
        <translation>{precision} (gemessen)</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/facts.py"/>
        <source>Snapshots</source>
        <translation>Zwischenstände</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/facts.py"/>
        <source>Trained for</source>
        <translation>Trainiert seit</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/family.py"/>
        <source>What this training branched from, and what branched from it</source>
        <translation>Wovon dieses Training abzweigte, und was von ihm abzweigte</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/family.py"/>
        <source>Branches</source>
        <translation>Abzweigungen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/family.py"/>
        <source>from {kimg} kimg</source>
        <translation>von {kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/family.py"/>
        <source>no longer here</source>
        <translation>nicht mehr hier</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/family.py"/>
        <source>Look at this training</source>
        <translation>Dieses Training ansehen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>Film of the training</source>
        <translation>Film des Trainings</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>Kind of film</source>
        <translation>Art des Films</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>All designs</source>
        <translation>Alle Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>Designs</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>Samples a second</source>
        <translation>Proben je Sekunde</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>A line below that says how far it is</source>
        <translation>Eine Zeile darunter, die sagt, wie weit es ist</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>Make the film</source>
        <translation>Film machen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>The same designs through {samples:,} samples of “{name}”.</source>
        <translation>Dieselben Entwürfe durch {samples:,} Proben von „{name}“.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>What is see-through is laid on dark grey.</source>
        <translation>Was durchsichtig ist, wird auf Dunkelgrau gelegt.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>{name} film</source>
        <translation>{name} Film</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/film_dialog.py"/>
        <source>{seconds:.0f} s long; the last sample stays for a moment.</source>
        <translation>{seconds:.0f} s lang; die letzte Probe bleibt einen Augenblick.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Try to resume</source>
        <translation>Fortsetzen versuchen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Pausing…</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Resuming…</source>
        <translation>Setzt fort …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Saving…</source>
        <translation>Speichert …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Stopping…</source>
        <translation>Beendet …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>All settings</source>
        <translation>Alle Einstellungen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Last words of its log</source>
        <translation>Die letzten Worte seines Protokolls</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Say where the same pictures lie now</source>
        <translation>Sagen, wo dieselben Bilder jetzt liegen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Save the networks now</source>
        <translation>Die Netze jetzt speichern</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Open the chosen snapshot in Explore</source>
        <translation>Den gewählten Zwischenstand in Erkunden öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Stop</source>
        <comment>end the training</comment>
        <translation>Beenden</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Keep going</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Stop this training? It is saved first, and can be resumed later.</source>
        <translation>Dieses Training beenden? Es wird erst gespeichert und lässt sich später fortsetzen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Move this run with all its snapshots to the bin?</source>
        <translation>Diesen Lauf mit allen Zwischenständen in den Papierkorb legen?</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Move to bin</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Move {count} of {total} snapshots, {size}, to the bin? The last, the best, one of each doubling, pinned ones, your choice, and what the shelf or another training needs stay.</source>
        <translation>{count} von {total} Zwischenständen, {size}, in den Papierkorb legen? Der letzte, der beste, je einer der Verdopplungen, angeheftete, der selbst gewählte und was die Ablage oder ein anderes Training braucht bleiben.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Keep them</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Train on to how many kimg in all? It has come to {kimg}.</source>
        <translation>Bis zu wie vielen kimg insgesamt weiter trainieren? Es ist bei {kimg}.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Train longer</source>
        <translation>Länger trainieren</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Leave it</source>
        <translation>Belassen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <location filename="../../studio/training/run/side.py"/>
        <source>Branch…</source>
        <translation>Abzweigen …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <location filename="../../studio/training/run/side.py"/>
        <source>Stop…</source>
        <translation>Beenden …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <location filename="../../studio/training/run/side.py"/>
        <source>New training like this</source>
        <translation>Neues Training wie dieses</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Report…</source>
        <translation>Bericht …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <location filename="../../studio/training/run/side.py"/>
        <source>Move to the bin…</source>
        <translation>In den Papierkorb …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <location filename="../../studio/welcome.py"/>
        <source>Locate…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Going on…</source>
        <translation>Geht weiter …</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/panel.py"/>
        <source>Start now</source>
        <translation>Jetzt beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/rows.py"/>
        <source>Ctrl+click draws it in the same plots</source>
        <translation>Strg+Klick zeichnet ihn in dieselben Kurven</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/rows.py"/>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/rows.py"/>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/rows.py"/>
        <location filename="../../studio/training/run_words.py"/>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/rows.py"/>
        <source>can be resumed from</source>
        <translation>lässt sich fortsetzen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/rows.py"/>
        <source>the generator alone</source>
        <translation>nur der Generator</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/rows.py"/>
        <source>{size}, {holds}
Double-click to open it in Explore</source>
        <translation>{size}, {holds}
Doppelklick öffnet ihn in Erkunden</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/rows.py"/>
        <source>{kimg} kimg {marks}</source>
        <translation>{kimg} kimg {marks}</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/rows.py"/>
        <source>Snapshots, {size}</source>
        <translation>Zwischenstände, {size}</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>Start a new training</source>
        <translation>Ein neues Training beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>Runs and snapshots side by side, with their measures</source>
        <translation>Läufe und Zwischenstände nebeneinander, mit ihren Maßen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>What a network sees in a picture, layer by layer</source>
        <translation>Was ein Netz in einem Bild sieht, Schicht für Schicht</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>By eye</source>
        <translation>Augenmaß</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>Choose the best snapshot by eye, two at a time, not knowing which is which</source>
        <translation>Den besten Zwischenstand nach Augenmaß wählen, je zwei, ohne zu wissen, welcher welcher ist</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>All trainings that wait, run or have ended, in their order, and what ran when</source>
        <translation>Alle Trainings, die warten, laufen oder geendet haben, der Reihe nach, und was wann lief</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>Take it out of the queue</source>
        <translation>Aus der Warteschlange nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>Begin a new training from it</source>
        <translation>Ein neues Training davon ausgehen lassen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>Pin: always keep it</source>
        <translation>Anheften: immer behalten</translation>
    </message>
    <message>
        <location filename="../../studio/training/run/side.py"/>
        <source>Choose the best by eye</source>
        <translation>Den besten nach Augenmaß wählen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run_words.py"/>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>training</source>
        <translation>trainiert</translation>
    </message>
    <message>
        <location filename="../../studio/training/run_words.py"/>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <location filename="../../studio/training/run_words.py"/>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <location filename="../../studio/training/run_words.py"/>
        <source>cut off</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <location filename="../../studio/training/run_words.py"/>
        <source>Its dataset is not in its place.</source>
        <translation>Sein Datensatz ist nicht an seinem Ort.</translation>
    </message>
    <message>
        <location filename="../../studio/training/run_words.py"/>
        <source>going on in a moment</source>
        <translation>geht gleich weiter</translation>
    </message>
    <message>
        <location filename="../../studio/training/run_words.py"/>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <location filename="../../studio/training/run_words.py"/>
        <source>{megabytes:,.0f} MB</source>
        <translation>{megabytes:,.0f} MB</translation>
    </message>
    <message>
        <location filename="../../studio/training/run_words.py"/>
        <source>{megabytes:.1f} GB</source>
        <translation>{megabytes:.1f} GB</translation>
    </message>
    <message>
        <location filename="../../studio/training/run_words.py"/>
        <source>{number:.3g} million</source>
        <translation>{number:.3g} Millionen</translation>
    </message>
    <message>
        <location filename="../../studio/training/schema_fields.py"/>
        <source>{least} to {most}</source>
        <translation>{least} bis {most}</translation>
    </message>
    <message>
        <location filename="../../studio/training/schema_fields.py"/>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <location filename="../../studio/training/schema_fields.py"/>
        <source>more than</source>
        <translation>mehr als</translation>
    </message>
    <message>
        <location filename="../../studio/training/schema_fields.py"/>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <location filename="../../studio/training/screen.py"/>
        <source>The training goes on when this window is closed</source>
        <translation>Das Training läuft weiter, wenn dieses Fenster geschlossen wird</translation>
    </message>
    <message>
        <location filename="../../studio/training/screen.py"/>
        <location filename="../../studio/workspaces.py"/>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <location filename="../../studio/training/screen.py"/>
        <source>{most} runs at once are as many as can be told apart.</source>
        <translation>{most} Läufe auf einmal sind so viele, wie sich unterscheiden lassen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/workspace.py"/>
        <source>The designs of now are being drawn</source>
        <translation>Die Entwürfe von jetzt werden gezeichnet</translation>
    </message>
    <message>
        <location filename="../../studio/training/workspace.py"/>
        <source>The networks of now are being measured in full; the numbers come beside the curves</source>
        <translation>Die Netze von jetzt werden vollständig gemessen; die Zahlen kommen neben die Kurven</translation>
    </message>
    <message>
        <location filename="../../studio/training/workspace.py"/>
        <location filename="../../studio/workers/training/queue/open_jobs.py"/>
        <location filename="../../studio/workers/training/starts.py"/>
        <source>Resuming the training</source>
        <translation>Setzt das Training fort</translation>
    </message>
    <message>
        <location filename="../../studio/training/workspace.py"/>
        <source>No snapshot of this training can be gone on from.</source>
        <translation>Von keinem Zwischenstand dieses Trainings lässt sich weitergehen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/workspace.py"/>
        <source>First bake a dataset, in Curate.</source>
        <translation>Zuerst in Kuratieren einen Datensatz backen.</translation>
    </message>
    <message>
        <location filename="../../studio/training/workspace.py"/>
        <source>“{run}” belongs to another project.</source>
        <translation>„{run}“ gehört zu einem anderen Projekt.</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Open {stem}</source>
        <translation>{stem} öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Locate {stem}</source>
        <translation>{stem} suchen</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Take off the list; nothing is deleted</source>
        <translation>Von der Liste nehmen; nichts wird gelöscht</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Take {stem} off the list</source>
        <translation>{stem} von der Liste nehmen</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>{stem}, no longer there</source>
        <translation>{stem}, nicht mehr da</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>No longer at {place}</source>
        <translation>Nicht mehr in {place}</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Turn your own art into new designs</source>
        <translation>Aus eigenen Bildern neue Entwürfe</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Gather a folder of your art, train a model on it on this computer, and walk through what it has learned. Your pictures never leave this machine and are never changed.</source>
        <translation>Einen Ordner mit eigenen Bildern nehmen, auf diesem Rechner ein Modell damit trainieren und durch das gehen, was es gelernt hat. Die Bilder verlassen diesen Rechner nie und werden nie geändert.</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>New from a folder…</source>
        <translation>Neu aus einem Ordner …</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Sample project</source>
        <translation>Beispielprojekt</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Or drop a folder of pictures here.</source>
        <translation>Oder einen Ordner mit Bildern hierher ziehen.</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <location filename="../../studio/welcome.py"/>
        <source>Looking for recent projects</source>
        <translation>Sucht die letzten Projekte</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/background_words.py"/>
        <source>Flood fill</source>
        <translation>Füllen vom Rand</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/background_words.py"/>
        <source>Each its own</source>
        <translation>Jedes auf seine Art</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/background_words.py"/>
        <source>The picture stays as it is.</source>
        <translation>Das Bild bleibt, wie es ist.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/background_words.py"/>
        <source>For plain grounds: follows the ground&apos;s colour in from the border.</source>
        <translation>Für einfarbigen Grund: folgt der Farbe des Grundes vom Rand her.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/background_words.py"/>
        <source>For busy grounds: a small network finds the figure, about a second a picture.</source>
        <translation>Für unruhigen Grund: Ein kleines Netz findet die Figur, etwa eine Sekunde je Bild.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/background_words.py"/>
        <source>For mixed sets: flood fill where the ground is plain, u2netp where it is busy.</source>
        <translation>Für gemischte Sätze: Füllen, wo der Grund einfarbig ist, u2netp, wo er unruhig ist.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/banner.py"/>
        <source>The way out</source>
        <translation>Der Ausweg</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/banner.py"/>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/chips.py"/>
        <source>Remove tag {tag}</source>
        <translation>Schlagwort {tag} entfernen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/close_up/look_close.py"/>
        <source>Picture seen close</source>
        <translation>Genau gesehenes Bild</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/close_up/look_close.py"/>
        <source>{percent} · Z whole or 100 % · Space back</source>
        <translation>{percent} · Z ganz oder 100 % · Leertaste zurück</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/close_up/side_by_side.py"/>
        <source>{names}. Now on {name}.</source>
        <translation>{names}. Jetzt auf {name}.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Exact pixels, for everything.</source>
        <translation>Genaue Pixel, für alles.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Small files, for sending and showing.</source>
        <translation>Kleine Dateien, zum Senden und Zeigen.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Small files that may be see-through, for pages.</source>
        <translation>Kleine Dateien, die durchsichtig sein können, für Webseiten.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Exact pixels, for print and layout.</source>
        <translation>Genaue Pixel, für Druck und Layout.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Layers for Krita and others: the first design on top, its mask and the other designs hidden below.</source>
        <translation>Ebenen für Krita und andere: der erste Entwurf oben, seine Maske und die anderen Entwürfe verborgen darunter.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>How each design was made, as text: to be opened here again, without pictures.</source>
        <translation>Wie jeder Entwurf gemacht wurde, als Text: um ihn hier wieder zu öffnen, ohne Bilder.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Rows of latent numbers, for spreadsheets and scripts.</source>
        <translation>Zeilen latenter Zahlen, für Tabellen und Skripte.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Latents as NVIDIA’s StyleGAN tools read them (projected_w.npz).</source>
        <translation>Latente, wie NVIDIAs StyleGAN-Werkzeuge sie lesen (projected_w.npz).</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>What is see-through is laid on a colour.</source>
        <translation>Was durchsichtig ist, wird auf eine Farbe gelegt.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Small</source>
        <translation>Klein</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Fine</source>
        <translation>Fein</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>A network of your own…</source>
        <translation>Ein eigenes Netz …</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>On white</source>
        <translation>Auf Weiß</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>On grey</source>
        <translation>Auf Grau</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>On dark</source>
        <translation>Auf Dunkel</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Export {designs}</source>
        <translation>{designs} exportieren</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Colour behind</source>
        <translation>Farbe dahinter</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>The recipe inside: dropped on Explore, the design is made again</source>
        <translation>Das Rezept darin: auf Erkunden gezogen, entsteht der Entwurf neu</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Pattern of the names</source>
        <translation>Muster der Namen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>A folder for each collection</source>
        <translation>Ein Ordner für jede Sammlung</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Laid</source>
        <translation>Anordnung</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Safetensors (*.safetensors)</source>
        <translation>Safetensors (*.safetensors)</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Choose the file of a network that enlarges pictures.</source>
        <translation>Die Datei eines Netzes wählen, das Bilder vergrößert.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/dialog.py"/>
        <source>Give the whole path of a folder.</source>
        <translation>Den ganzen Pfad eines Ordners angeben.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>That are {designs}: export at most {most:,} at once.</source>
        <translation>Das sind {designs}: höchstens {most:,} auf einmal exportieren.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Looking for their model</source>
        <translation>Sucht ihr Modell</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Exporting {designs}</source>
        <translation>Exportiert {designs}</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Making a contact sheet</source>
        <translation>Macht einen Kontaktbogen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Exported “{name}”</source>
        <translation>„{name}“ exportiert</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Exported {designs}</source>
        <translation>{designs} exportiert</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>. {designs} could not be: {why}</source>
        <translation>. {designs} nicht: {why}</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Taking the background away</source>
        <translation>Nimmt den Hintergrund weg</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Copying</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Copied the picture without its background</source>
        <translation>Bild ohne Hintergrund kopiert</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/exports.py"/>
        <source>Copied the picture</source>
        <translation>Bild kopiert</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/parts.py"/>
        <source>Folder to export to</source>
        <translation>Ordner, in den exportiert wird</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/parts.py"/>
        <source>Where to export to</source>
        <translation>Wohin exportiert wird</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>One picture (PNG)</source>
        <translation>Ein Bild (PNG)</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Pages (PDF)</source>
        <translation>Seiten (PDF)</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Letter</source>
        <translation>Letter</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>{designs} beside each other, as shown.</source>
        <translation>{designs} nebeneinander, wie zu sehen.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Make the sheet</source>
        <translation>Bogen machen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Seeds too</source>
        <translation>Auch Startwerte</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>in {n} rows</source>
        <translation>
            <numerusform>in {n} Zeile</numerusform>
            <numerusform>in {n} Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/widgets/export/sheet_dialog.py"/>
        <source>Columns: {problem}.</source>
        <translation>Spalten: {problem}.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/file_to_write.py"/>
        <source>File to write</source>
        <translation>Zu schreibende Datei</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/file_to_write.py"/>
        <source>Choose the file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/file_to_write.py"/>
        <source>Give the whole path of the file.</source>
        <translation>Den ganzen Pfad der Datei angeben.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/file_to_write.py"/>
        <source>There is no folder {parent}.</source>
        <translation>Es gibt keinen Ordner {parent}.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/file_to_write.py"/>
        <source>There is a file “{name}” already. Choose another name.</source>
        <translation>Es gibt schon eine Datei „{name}“. Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/inner_parts.py"/>
        <source>Columns of {table}</source>
        <translation>Spalten von „{table}“</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/inner_parts.py"/>
        <source>Rows of {table}</source>
        <translation>Zeilen von „{table}“</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/inner_parts.py"/>
        <source>Choose all of {table}</source>
        <translation>Alles in „{table}“ markieren</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/inner_parts.py"/>
        <source>Hue and saturation</source>
        <translation>Farbton und Sättigung</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/inner_parts.py"/>
        <source>Lightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/number_field.py"/>
        <source>a whole number is needed</source>
        <translation>eine ganze Zahl ist nötig</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/number_field.py"/>
        <source>a number is needed</source>
        <translation>eine Zahl ist nötig</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/number_field.py"/>
        <source>at least {bound}</source>
        <translation>mindestens {bound}</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/number_field.py"/>
        <source>more than {bound}</source>
        <translation>mehr als {bound}</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/fields/number_field.py"/>
        <source>at most {bound}</source>
        <translation>höchstens {bound}</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/grid/grid_view.py"/>
        <source>{name}, {row:,} of {rows:,}</source>
        <translation>{name}, {row:,} von {rows:,}</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/grid/grid_view.py"/>
        <source>{row:,} of {rows:,}</source>
        <translation>{row:,} von {rows:,}</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/marks/commands.py"/>
        <source>rate rating</source>
        <translation>bewerten Bewertung</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/marks/commands.py"/>
        <source>label colour color</source>
        <translation>Farbmarke Farbe markieren</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/marks/label_fields.py"/>
        <source>Several</source>
        <translation>Mehrere</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/marks/star_rating.py"/>
        <source>{name}: {stars} of 5</source>
        <translation>{name}: {stars} von 5</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>Amber</source>
        <translation>Bernstein</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>Teal</source>
        <translation>Türkis</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>Rose</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>{stars} and up</source>
        <translation>{stars} und mehr</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/widgets/marks/words.py"/>
        <source>{n} stars</source>
        <translation>
            <numerusform>{n} Stern</numerusform>
            <numerusform>{n} Sterne</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/widgets/room/handle.py"/>
        <source>Fold away the panel at the left</source>
        <translation>Leiste links einklappen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/room/handle.py"/>
        <source>Bring back the panel at the left</source>
        <translation>Leiste links zurückholen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/room/handle.py"/>
        <source>Fold away the panel at the right</source>
        <translation>Leiste rechts einklappen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/room/handle.py"/>
        <source>Bring back the panel at the right</source>
        <translation>Leiste rechts zurückholen</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/sliders.py"/>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/widgets/sliders.py"/>
        <source>Size of the pictures  (Ctrl+wheel)</source>
        <translation>Größe der Bilder  (Strg+Rad)</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Everything stays on this computer</source>
        <translation>Alles bleibt auf diesem Rechner</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Go to {title}</source>
        <translation>Zu {title} gehen</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>New project from a folder…</source>
        <translation>Neues Projekt aus einem Ordner …</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>create import</source>
        <translation>anlegen importieren</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>New sample project…</source>
        <translation>Neues Beispielprojekt …</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>try example demo characters</source>
        <translation>ausprobieren Beispiel Demo Figuren</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Open project…</source>
        <translation>Projekt öffnen …</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Show the project&apos;s folder</source>
        <translation>Den Ordner des Projekts zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>explorer finder files</source>
        <translation>Explorer Finder Dateien</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Verify the project</source>
        <translation>Projekt überprüfen</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>check damaged backup whole digest</source>
        <translation>prüfen beschädigt Sicherung ganz Prüfsumme</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Close project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>exit close</source>
        <translation>schließen Ende</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>preferences options theme dark light shortcuts keys language size</source>
        <translation>Vorlieben Optionen Farbschema dunkel hell Tastenkürzel Sprache Größe</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Only the pictures, or the panels too</source>
        <translation>Nur die Bilder, oder auch die Seitenbereiche</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>hide show sidebar inspector wide</source>
        <translation>ausblenden zeigen Seitenleiste breit</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>help manual how to</source>
        <translation>Hilfe Anleitung wie</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>help keys keyboard sheet</source>
        <translation>Hilfe Tasten Tastatur Übersicht</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>About Maquette and credits</source>
        <translation>Über Maquette und Mitwirkende</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>licence version artists</source>
        <translation>Lizenz Version Künstler</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>error report crash</source>
        <translation>Fehler Bericht Absturz</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Show the log files</source>
        <translation>Protokolle zeigen</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Redo: {step}</source>
        <translation>Wiederholen: {step}</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>{name} – Maquette</source>
        <translation>{name} – Maquette</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Read the report</source>
        <translation>Bericht lesen</translation>
    </message>
    <message>
        <location filename="../../studio/window.py"/>
        <source>Other keys: in the settings, under Shortcuts.</source>
        <translation>Andere Tasten: in den Einstellungen unter Tastenkürzel.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/words.py"/>
        <source>{n} days</source>
        <translation>
            <numerusform>{n} Tag</numerusform>
            <numerusform>{n} Tage</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/workers/covers.py"/>
        <source>Drawing the cover</source>
        <translation>Zeichnet das Titelbild</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/analysis.py"/>
        <source>Looking at pictures</source>
        <translation>Sieht Bilder an</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/analysis.py"/>
        <source>Reading what is known</source>
        <translation>Liest, was bekannt ist</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/analysis.py"/>
        <source>Reading what was seen</source>
        <translation>Liest, was gesehen wurde</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/analysis.py"/>
        <source>Finding near-copies</source>
        <translation>Findet Fast-Kopien</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/analysis.py"/>
        <source>Storing near-copies</source>
        <translation>Speichert Fast-Kopien</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>Looking at the backgrounds</source>
        <translation>Sieht die Hintergründe an</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>Removing backgrounds</source>
        <translation>Entfernt Hintergründe</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>Storing what was found</source>
        <translation>Speichert, was gefunden wurde</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>removing backgrounds</source>
        <translation>Entfernen der Hintergründe</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>Choosing a background</source>
        <translation>Wählt einen Hintergrund</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>Correcting a mask</source>
        <translation>Bessert eine Maske aus</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>Clearing a mask</source>
        <translation>Leert eine Maske</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>Fetching {name}</source>
        <translation>Holt {name}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>change the background of {pictures}</source>
        <translation>den Hintergrund ändern: {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>clear the mask of {pictures}</source>
        <translation>die Maske leeren: {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/backgrounds.py"/>
        <source>correct the mask of {pictures}</source>
        <translation>die Maske ausbessern: {pictures}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>Baking {name}</source>
        <translation>Backt {name}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>Baking {name} again</source>
        <translation>Backt {name} noch einmal</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>Reading the dataset</source>
        <translation>Liest den Datensatz</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>the same to the last byte</source>
        <translation>gleich bis aufs letzte Byte</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>not quite the same: compare the two</source>
        <translation>nicht ganz gleich: die beiden vergleichen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>{stem} is {name} baked again, {same}</source>
        <translation>{stem} ist {name}, noch einmal gebacken, {same}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>{stem} is baked: {count:,} pictures</source>
        <translation>{stem} ist gebacken: {count:,} Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>, left out {first}</source>
        <translation>, weggelassen: {first}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>, {count:,} left out</source>
        <translation>, {count:,} weggelassen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>; nothing is to be seen on {blank}</source>
        <translation>; nichts zu sehen ist auf {blank}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>{count:,} of them</source>
        <translation>{count:,} davon</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>; nothing is see-through in {where}, covered all over</source>
        <translation>; nichts ist durchsichtig in {where}, ganz bedeckt</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>; {cut_outs} in doubt, listed at the left to look at</source>
        <translation>; {cut_outs}, links zum Ansehen aufgeführt</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/curation/baking.py"/>
        <source>{n} cut-outs</source>
        <translation>
            <numerusform>{n} zweifelhaft freigestelltes</numerusform>
            <numerusform>{n} zweifelhaft freigestellte</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/checks.py"/>
        <source>Looking at sharpness, light and colour</source>
        <translation>Sieht nach Schärfe, Licht und Farbe</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/checks.py"/>
        <source>Reading the checks</source>
        <translation>Liest die Prüfungen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/choices.py"/>
        <source>Storing findings</source>
        <translation>Speichert Befunde</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/choices.py"/>
        <source>Reading what was chosen</source>
        <translation>Liest, was gewählt wurde</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/choices.py"/>
        <source>Remembering what was chosen</source>
        <translation>Merkt sich, was gewählt wurde</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/importing.py"/>
        <source>Checking pictures</source>
        <translation>Prüft Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/importing.py"/>
        <source>Importing pictures</source>
        <translation>Importiert Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/importing.py"/>
        <source>Looking for missing pictures</source>
        <translation>Sucht fehlende Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/importing.py"/>
        <source>Looking after the originals</source>
        <translation>Sieht nach den Originalen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/importing.py"/>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/curation/importing.py"/>
        <source>{n} originals are not where they were; your decisions are kept</source>
        <translation>
            <numerusform>{n} Original liegt nicht mehr, wo es lag; die Entscheidungen bleiben</numerusform>
            <numerusform>{n} Originale liegen nicht mehr, wo sie lagen; die Entscheidungen bleiben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/curation/importing.py"/>
        <source>{n} pictures were found again</source>
        <translation>
            <numerusform>{n} Bild wurde wiedergefunden</numerusform>
            <numerusform>{n} Bilder wurden wiedergefunden</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/likeness.py"/>
        <source>Comparing the pictures</source>
        <translation>Vergleicht die Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/likeness.py"/>
        <source>Reading the decisions</source>
        <translation>Liest die Entscheidungen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/likeness.py"/>
        <source>Learning from your decisions</source>
        <translation>Lernt aus den Entscheidungen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/likeness.py"/>
        <source>Looking for groups</source>
        <translation>Sucht Gruppen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/likeness.py"/>
        <source>Drawing the map</source>
        <translation>Zeichnet die Karte</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/shapes.py"/>
        <source>None of {pictures} would be padded at {size}</source>
        <translation>Ränder bekäme bei {size} keines ({pictures})</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/shapes.py"/>
        <source>None of {pictures} would be cropped at {size}</source>
        <translation>Beschnitten würde bei {size} keines ({pictures})</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/curation/shapes.py"/>
        <source>{n} of {pictures} would be padded at {size}</source>
        <translation>
            <numerusform>Ränder bekäme bei {size} {n} ({pictures})</numerusform>
            <numerusform>Ränder bekämen bei {size} {n} ({pictures})</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/curation/shapes.py"/>
        <source>{n} of {pictures} would be cropped at {size}</source>
        <translation>
            <numerusform>Beschnitten würde bei {size} {n} ({pictures})</numerusform>
            <numerusform>Beschnitten würden bei {size} {n} ({pictures})</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/sheets.py"/>
        <source>Looking for sheets</source>
        <translation>Sucht Bögen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/sheets.py"/>
        <source>Opening the sheet</source>
        <translation>Öffnet den Bogen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/curation/sheets.py"/>
        <source>looking for sheets</source>
        <translation>Suchen der Bögen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/design_exports.py"/>
        <source>These designs are of several models, or of none.</source>
        <translation>Diese Entwürfe sind von mehreren Modellen oder von keinem.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/design_exports.py"/>
        <location filename="../../gan_engine/interchange/exports/latents.py"/>
        <source>Export those of one model at a time, or as JSON, which needs none.</source>
        <translation>Die von je einem Modell exportieren, oder als JSON, das keines braucht.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/design_exports.py"/>
        <source>These designs were made with “{name}”, which is not in this project.</source>
        <translation>Diese Entwürfe wurden mit „{name}“ gemacht, das nicht in diesem Projekt ist.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/design_exports.py"/>
        <source>They are on the shelf as before.</source>
        <translation>Sie sind in der Ablage wie zuvor.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/design_exports.py"/>
        <source>Bring its snapshot into the project, or export them as JSON, which needs no model.</source>
        <translation>Seinen Zwischenstand ins Projekt holen oder sie als JSON exportieren, das kein Modell braucht.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/engine.py"/>
        <source>Starting the engine</source>
        <translation>Startet die Engine</translation>
    </message>
    <message>
        <location filename="../../studio/workers/engine.py"/>
        <source>The engine stopped unexpectedly.</source>
        <translation>Die Engine hat unerwartet aufgehört.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/engine.py"/>
        <source>Your pictures, runs and designs are safe; only what it was just doing is lost.</source>
        <translation>Bilder, Läufe und Entwürfe sind sicher; verloren ist nur, was sie gerade tat.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/engine.py"/>
        <source>Do it again: the engine starts anew by itself.</source>
        <translation>Noch einmal tun: Die Engine startet von selbst neu.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/engine.py"/>
        <source>The engine reported an error that cannot be understood.</source>
        <translation>Die Engine meldete einen Fehler, der sich nicht verstehen lässt.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/engine.py"/>
        <source>The engine reported an error.</source>
        <translation>Die Engine meldete einen Fehler.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/chosen_designs.py"/>
        <source>Remembering designs</source>
        <translation>Merkt sich Entwürfe</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/explorer/design_recipes.py"/>
        <source>{n} files, “{name}” among them,</source>
        <translation>
            <numerusform>„{name}“</numerusform>
            <numerusform>{n} Dateien, darunter „{name}“,</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/explorer/design_recipes.py"/>
        <source>{which} were written {by_newer}: update to open it.</source>
        <translation>
            <numerusform>{which} wurde {by_newer} geschrieben: aktualisieren, um es zu öffnen.</numerusform>
            <numerusform>{which} wurden {by_newer} geschrieben: aktualisieren, um sie zu öffnen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/explorer/design_recipes.py"/>
        <source>{which} carry a recipe that is damaged: it cannot be made again.</source>
        <translation>
            <numerusform>{which} trägt ein beschädigtes Rezept: Es lässt sich nicht noch einmal machen.</numerusform>
            <numerusform>{which} tragen ein beschädigtes Rezept: Es lässt sich nicht noch einmal machen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/explorer/design_recipes.py"/>
        <source>{which} carry no recipe: only files that Maquette wrote can be made again.</source>
        <translation>
            <numerusform>{which} trägt kein Rezept: Nur Dateien, die Maquette schrieb, lassen sich noch einmal machen.</numerusform>
            <numerusform>{which} tragen kein Rezept: Nur Dateien, die Maquette schrieb, lassen sich noch einmal machen.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/design_recipes.py"/>
        <source>design {number}</source>
        <translation>Entwurf {number}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/design_search.py"/>
        <location filename="../../studio/workers/explorer/originality.py"/>
        <source>Finding the dataset</source>
        <translation>Findet den Datensatz</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/design_search.py"/>
        <location filename="../../studio/workers/explorer/originality.py"/>
        <source>The pictures that this model learnt from are not here.</source>
        <translation>Die Bilder, aus denen dieses Modell lernte, sind nicht hier.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/design_search.py"/>
        <source>Looking at designs</source>
        <translation>Sieht Entwürfe an</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>Found {number}</source>
        <translation>Gefunden {number}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>Spread {number}</source>
        <translation>Streuung {number}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>There are {count} directions already: remove some first.</source>
        <translation>Es gibt schon {count} Richtungen: erst einige entfernen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>keep “{name}”</source>
        <translation>„{name}“ behalten</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>keep {count} directions</source>
        <translation>{count} Richtungen behalten</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>remove “{name}”</source>
        <translation>„{name}“ entfernen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>Opening directions</source>
        <translation>Öffnet Richtungen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>Saving directions</source>
        <translation>Speichert Richtungen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>Saved in “{name}”</source>
        <translation>In „{name}“ gespeichert</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>Remembering directions</source>
        <translation>Merkt sich Richtungen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/directions.py"/>
        <source>Looking for directions</source>
        <translation>Sucht Richtungen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/families.py"/>
        <source>This family is as large as it can be: begin a new one.</source>
        <translation>Diese Familie ist so groß, wie sie sein kann: eine neue beginnen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/families.py"/>
        <source>breed generation {count}</source>
        <translation>Generation {count} züchten</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/families.py"/>
        <source>begin a new family</source>
        <translation>eine neue Familie beginnen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/families.py"/>
        <source>Drawing the sketchbook</source>
        <translation>Zeichnet das Skizzenbuch</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/families.py"/>
        <source>Breeding</source>
        <translation>Züchtet</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/families.py"/>
        <source>The sketchbook is in {name}</source>
        <translation>Das Skizzenbuch ist in {name}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/families.py"/>
        <source>Remembering families</source>
        <translation>Merkt sich Familien</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/model_pictures.py"/>
        <source>Keeping a picture</source>
        <translation>Behält ein Bild</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/models.py"/>
        <source>Sample characters</source>
        <translation>Beispielfiguren</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/originality.py"/>
        <source>more like this</source>
        <translation>mehr davon</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/originality.py"/>
        <location filename="../../studio/workers/shelf/closest.py"/>
        <source>Looking for the closest pictures…</source>
        <translation>Sucht die nächsten Bilder …</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/originality.py"/>
        <location filename="../../studio/workers/shelf/closest.py"/>
        <source>Looking for the closest pictures</source>
        <translation>Sucht die nächsten Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/originality.py"/>
        <source>Finding the pictures</source>
        <translation>Findet die Bilder</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/originality.py"/>
        <source>Tagged “{tag}” in Curate</source>
        <translation>Schlagwort „{tag}“ in Kuratieren gegeben</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/originality.py"/>
        <source>These pictures are not in this project any more</source>
        <translation>Diese Bilder sind nicht mehr in diesem Projekt</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/projections.py"/>
        <source>Sketch {number}</source>
        <translation>Skizze {number}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/projections.py"/>
        <source>Stopped: this is as near as it came.</source>
        <translation>Angehalten: So nah kam es.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/projections.py"/>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/projections.py"/>
        <source>Finding the design of {title}</source>
        <translation>Findet den Entwurf zu {title}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/projections.py"/>
        <source>Distance {distance:.2f} where two designs of this model usually have {usual:.2f} ({decibels:.0f} dB)</source>
        <translation>Abstand {distance:.2f}, wo zwei Entwürfe dieses Modells sonst {usual:.2f} haben ({decibels:.0f} dB)</translation>
    </message>
    <message>
        <location filename="../../studio/workers/explorer/related_directions.py"/>
        <source>found at {kimg} kimg</source>
        <translation>gefunden bei {kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/workers/retry.py"/>
        <source>Free some space, or close what holds the file: it goes on by itself then.</source>
        <translation>Platz schaffen oder schließen, was die Datei hält: Dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/closest.py"/>
        <source>A copy? Hardly differs from a picture it learnt from</source>
        <translation>Eine Kopie? Unterscheidet sich kaum von einem Bild, aus dem gelernt wurde</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/closest.py"/>
        <source>Related to a picture of your art, but no copy</source>
        <translation>Verwandt mit einem der eigenen Bilder, aber keine Kopie</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/closest.py"/>
        <source>New: no picture of your art is like it</source>
        <translation>Neu: Keines der eigenen Bilder ist wie er</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/closest.py"/>
        <source>Whether it is new cannot be told: the pictures it learnt from are all alike</source>
        <translation>Ob er neu ist, lässt sich nicht sagen: Die gelernten Bilder sind alle gleich</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/closest.py"/>
        <source>{ratio:.2f} times as far as your pictures are from each other</source>
        <translation>{ratio:.2f}-mal so weit, wie die eigenen Bilder voneinander sind</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/closest.py"/>
        <location filename="../../studio/workers/shelf/verdicts.py"/>
        <source>Finding the datasets</source>
        <translation>Findet die Datensätze</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/closest.py"/>
        <source>The dataset that these were learnt from is no longer there.</source>
        <translation>Der Datensatz, aus dem diese gelernt wurden, ist nicht mehr da.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/names.py"/>
        <source>The list gives no name that is new.</source>
        <translation>Die Liste gibt keinen neuen Namen her.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/names.py"/>
        <source>The design keeps its name.</source>
        <translation>Der Entwurf behält seinen Namen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/names.py"/>
        <source>Choose another list.</source>
        <translation>Eine andere Liste wählen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/verdicts.py"/>
        <source>Looking for copies on the shelf</source>
        <translation>Sucht Kopien in der Ablage</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/versions.py"/>
        <source>Opening {title}</source>
        <translation>Öffnet {title}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/shelf/versions.py"/>
        <source>Drawing with {title}</source>
        <translation>Zeichnet mit {title}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/snapshot_marks.py"/>
        <source>best</source>
        <comment>snapshot</comment>
        <translation>bester</translation>
    </message>
    <message>
        <location filename="../../studio/workers/snapshot_marks.py"/>
        <source>yours</source>
        <comment>snapshot</comment>
        <translation>eigene Wahl</translation>
    </message>
    <message>
        <location filename="../../studio/workers/snapshot_marks.py"/>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <location filename="../../studio/workers/tasks.py"/>
        <source>{done:,} of {total:,}</source>
        <translation>{done:,} von {total:,}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/ballots.py"/>
        <source>Reading the ballot</source>
        <translation>Liest die Abstimmung</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/ballots.py"/>
        <source>Beginning a ballot</source>
        <translation>Beginnt eine Abstimmung</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/ballots.py"/>
        <source>Keeping a choice</source>
        <translation>Behält eine Wahl</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/ballots.py"/>
        <source>{pairs} more pairs, and every one was looked at once.</source>
        <translation>Noch {pairs} Paare, und jeder wurde einmal angesehen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/ballots.py"/>
        <source>You prefer {kimg}: clearly, by {count} choices.</source>
        <translation>Vorgezogen: {kimg}, deutlich, nach {count} Wahlen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/ballots.py"/>
        <source>You prefer {kimg}. Not clearly behind: {others} kimg. Another round with other designs would tell more.</source>
        <translation>Vorgezogen: {kimg}. Nicht deutlich dahinter: {others} kimg. Eine weitere Runde mit anderen Entwürfen würde mehr sagen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/ballots.py"/>
        <source>The training was not measured, so there is nothing to compare your choice with.</source>
        <translation>Das Training wurde nicht gemessen; die Wahl lässt sich also mit nichts vergleichen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/ballots.py"/>
        <source>Fewer than three of these snapshots were measured: whether the measure agrees cannot be said.</source>
        <translation>Weniger als drei dieser Zwischenstände wurden gemessen: Ob das Maß zustimmt, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/compared_pictures.py"/>
        <source>Looking at snapshots</source>
        <translation>Zwischenstände werden angesehen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/compared_pictures.py"/>
        <source>Its network is no longer there, or cannot be read.</source>
        <translation>Sein Netz ist nicht mehr da oder lässt sich nicht lesen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/feature_maps.py"/>
        <source>{channels:,} maps of {width} × {height}</source>
        <translation>{channels:,} Karten von {width} × {height}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/feature_maps.py"/>
        <source>Looking at the snapshots</source>
        <translation>Sieht die Zwischenstände an</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/full_measures.py"/>
        <source>{name} {kimg} kimg</source>
        <translation>{name} {kimg} kimg</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/full_measures.py"/>
        <source>its dataset is no longer there</source>
        <translation>sein Datensatz ist nicht mehr da</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/full_measures.py"/>
        <source>Measuring {name}</source>
        <translation>Misst {name}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/book.py"/>
        <location filename="../../studio/workers/training/queue/open_jobs.py"/>
        <source>Looking into the queue</source>
        <translation>Sieht in die Warteschlange</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/book.py"/>
        <source>Reading what waits</source>
        <translation>Liest, was wartet</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/open_jobs.py"/>
        <location filename="../../studio/workers/training/starts.py"/>
        <source>Starting the training</source>
        <translation>Beginnt das Training</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/open_jobs.py"/>
        <source>Pausing the training</source>
        <translation>Hält das Training an</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/open_jobs.py"/>
        <source>Choosing another device</source>
        <translation>Wählt ein anderes Gerät</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/open_jobs.py"/>
        <source>Moving the training</source>
        <translation>Verschiebt das Training</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/open_jobs.py"/>
        <source>Taking it out of the queue</source>
        <translation>Nimmt es aus der Warteschlange</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/open_jobs.py"/>
        <source>Restoring the queue</source>
        <translation>Stellt die Warteschlange wieder her</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/open_jobs.py"/>
        <source>The queue is restored; the damaged one is kept as {name}</source>
        <translation>Die Warteschlange ist wiederhergestellt; die beschädigte liegt als {name}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/open_jobs.py"/>
        <source>Seeing to the queue</source>
        <translation>Sieht nach der Warteschlange</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>paused by you</source>
        <translation>von Hand pausiert</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>given up</source>
        <translation>aufgegeben</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>taken out</source>
        <translation>herausgenommen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>saves, then is paused</source>
        <translation>speichert, dann pausiert</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>saves, then is taken out</source>
        <translation>speichert, dann herausgenommen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>saves, then waits</source>
        <translation>speichert, dann wartet</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>paused, its memory is free</source>
        <translation>pausiert, der Speicher ist frei</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>tries again at {time}</source>
        <translation>versucht es um {time} wieder</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>waits until {condition}</source>
        <translation>wartet, bis {condition}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>waits: {when}</source>
        <translation>wartet: {when}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>{measure} of {run} is {relation} {value:g}</source>
        <translation>{measure} von {run} {relation} {value:g}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>when unused</source>
        <translation>wenn unbenutzt</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>any device</source>
        <translation>beliebiges Gerät</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>graphics card {number}</source>
        <translation>Grafikkarte {number}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>devices it needs</source>
        <translation>nötigen Geräten</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source> {n} more come first.</source>
        <translation>
            <numerusform> Eines kommt noch zuerst.</numerusform>
            <numerusform> Noch {n} kommen zuerst.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/training/queue/words.py"/>
        <source>{names} train on the {where} now.{more}</source>
        <translation>
            <numerusform>{names} trainiert jetzt ({where}).{more}</numerusform>
            <numerusform>{names} trainieren jetzt ({where}).{more}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/recipe_book.py"/>
        <source>“{name}” has the name of a recipe that comes with Maquette.</source>
        <translation>„{name}“ hat den Namen eines Rezepts, das mit Maquette kommt.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/recipe_book.py"/>
        <source>Reading the recipes</source>
        <translation>Liest die Rezepte</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/recipe_book.py"/>
        <source>Reading your recipes</source>
        <translation>Liest die eigenen Rezepte</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/run_news.py"/>
        <source>has come to its end</source>
        <translation>ist ans Ende gekommen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/run_news.py"/>
        <source>has stopped</source>
        <translation>ist beendet</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/run_news.py"/>
        <source>has failed</source>
        <translation>ist gescheitert</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/run_news.py"/>
        <source>Listening for alarms</source>
        <translation>Achtet auf Meldungen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/run_news.py"/>
        <source> and goes on by itself</source>
        <translation> und geht von selbst weiter</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/runs.py"/>
        <source>Looking at the runs</source>
        <translation>Sieht die Läufe an</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/runs.py"/>
        <source>Asking the training</source>
        <translation>Fragt das Training</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/runs.py"/>
        <source>This training is still running.</source>
        <translation>Dieses Training läuft noch.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/runs.py"/>
        <location filename="../../gan_engine/manager/holding.py"/>
        <location filename="../../gan_engine/runs/processes.py"/>
        <location filename="../../gan_engine/runs/run_directory.py"/>
        <source>It goes on undisturbed.</source>
        <translation>Es läuft ungestört weiter.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/runs.py"/>
        <location filename="../../gan_engine/training/training_run.py"/>
        <source>Stop it first.</source>
        <translation>Erst beenden.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/runs.py"/>
        <source>“{run}” could not be moved to the bin ({why}).</source>
        <translation>„{run}“ ließ sich nicht in den Papierkorb legen ({why}).</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/runs.py"/>
        <source>It is still there.</source>
        <translation>Es ist noch da.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/runs.py"/>
        <source>Moving to the bin</source>
        <translation>Legt in den Papierkorb</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/runs.py"/>
        <source>The training ended before it could begin, without a word.</source>
        <translation>Das Training endete, bevor es beginnen konnte, ohne ein Wort.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/runs.py"/>
        <source>Reading the log</source>
        <translation>Liest das Protokoll</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/snapshot_care.py"/>
        <source>Pinning the snapshot</source>
        <translation>Heftet den Zwischenstand an</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/snapshot_care.py"/>
        <source>Thinning out the snapshots</source>
        <translation>Dünnt die Zwischenstände aus</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/snapshot_care.py"/>
        <source>{snapshots}, {size}, in the bin</source>
        <translation>{snapshots}, {size}, im Papierkorb</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/snapshot_care.py"/>
        <source>There is nothing to thin out</source>
        <translation>Es gibt nichts auszudünnen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/snapshot_care.py"/>
        <source>Keeping and thinning out snapshots</source>
        <translation>Behält und dünnt Zwischenstände aus</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/starts.py"/>
        <source>Branching</source>
        <translation>Zweigt ab</translation>
    </message>
    <message>
        <location filename="../../studio/workers/training/starts.py"/>
        <source>Leaving it</source>
        <translation>Belässt es</translation>
    </message>
    <message>
        <location filename="../../studio/workers/verification.py"/>
        <source>Verifying {title}</source>
        <translation>Überprüft {title}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/verification.py"/>
        <source>; of {count:,} it was not noted how they were, but they can be read</source>
        <translation>; bei {count:,} war nicht vermerkt, wie sie waren, aber sie lassen sich lesen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/verification.py"/>
        <source>{title}: {checked:,} looked at, all as they were written{older}.</source>
        <translation>{title}: {checked:,} angesehen, alle wie geschrieben{older}.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/verification.py"/>
        <source> All are in the details.</source>
        <translation> Alle stehen in den Einzelheiten.</translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio/workers/verification.py"/>
        <source>{n} things are not as written in {title}. {faults}{more}</source>
        <translation>
            <numerusform>{n} Sache ist nicht, wie sie in {title} geschrieben wurde. {faults}{more}</numerusform>
            <numerusform>{n} Sachen sind nicht, wie sie in {title} geschrieben wurden. {faults}{more}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../../studio/workers/verification.py"/>
        <source>Take these files from a backup, or make them again.</source>
        <translation>Diese Dateien aus einer Sicherung nehmen oder neu machen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>Undoing</source>
        <translation>Nimmt zurück</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>Redoing</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>There is nothing to do again</source>
        <translation>Es gibt nichts zu wiederholen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>There is nothing to undo</source>
        <translation>Es gibt nichts zurückzunehmen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source> in {workspace}</source>
        <translation> in {workspace}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>“{step}” cannot be undone yet: “{by}” in {workspace} hangs on it. Undo that first, there.</source>
        <translation>„{step}“ lässt sich noch nicht zurücknehmen: „{by}“ in {workspace} hängt daran. Erst dort das zurücknehmen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>“{step}” cannot be done again yet: “{by}” in {workspace} hangs on it. Redo that first, there.</source>
        <translation>„{step}“ lässt sich noch nicht wiederholen: „{by}“ in {workspace} hängt daran. Erst dort das wiederholen.</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>Undone</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>Done again</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>Reading the history</source>
        <translation>Liest die Geschichte</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>Opening {stem}</source>
        <translation>Öffnet {stem}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>Making {stem}</source>
        <translation>Legt {stem} an</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>Opening {name}</source>
        <translation>Öffnet {name}</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>Closing</source>
        <translation>Schließt</translation>
    </message>
    <message>
        <location filename="../../studio/workers/workbench.py"/>
        <source>Saving settings</source>
        <translation>Speichert Einstellungen</translation>
    </message>
    <message>
        <location filename="../../studio/workspaces.py"/>
        <source>Opening</source>
        <translation>Öffnet</translation>
    </message>
    <message>
        <location filename="../../studio/workspaces.py"/>
        <source>{title} could not be opened</source>
        <translation>{title} ließ sich nicht öffnen</translation>
    </message>
    <message>
        <location filename="../../studio/workspaces.py"/>
        <source>opening {title}</source>
        <translation>Öffnen von {title}</translation>
    </message>
    <message>
        <location filename="../../studio/workspaces.py"/>
        <source>opening a page</source>
        <translation>Öffnen einer Seite</translation>
    </message>
    <message>
        <location filename="../../gan_engine/atomic.py"/>
        <source>What was there before is untouched.</source>
        <translation>Was vorher da war, ist unberührt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/atomic.py"/>
        <location filename="../../gan_engine/downloads.py"/>
        <source>Free some space, then do it again.</source>
        <translation>Platz schaffen und es noch einmal tun.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/atomic.py"/>
        <source>Choose another place or change its permissions.</source>
        <translation>Einen anderen Ort wählen oder seine Rechte ändern.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/atomic.py"/>
        <location filename="../../gan_engine/dataset/writing.py"/>
        <source>Choose another place or name.</source>
        <translation>Einen anderen Ort oder Namen wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/backgrounds/models.py"/>
        <source>Small and quick, for figures of all kinds.</source>
        <translation>Klein und schnell, für Figuren aller Art.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/backgrounds/models.py"/>
        <source>The large form of u2netp: finer outlines, some four times slower.</source>
        <translation>Die große Form von u2netp: feinere Umrisse, etwa viermal langsamer.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/backgrounds/models.py"/>
        <source>For people: painted or photographed.</source>
        <translation>Für Menschen: gemalt oder fotografiert.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/backgrounds/models.py"/>
        <source>For figures of all kinds at three times the detail.</source>
        <translation>Für Figuren aller Art, dreimal so genau.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/backgrounds/models.py"/>
        <source>For drawn characters, anime above all.</source>
        <translation>Für gezeichnete Figuren, vor allem Anime.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/backgrounds/models.py"/>
        <source>The finest outlines, hair too; seconds a picture without a GPU.</source>
        <translation>Die feinsten Umrisse, auch Haar; ohne GPU Sekunden je Bild.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/backgrounds/sessions.py"/>
        <location filename="../../gan_engine/metrics/lite0.py"/>
        <location filename="../../gan_engine/metrics/u2netp.py"/>
        <location filename="../../gan_engine/upscalers.py"/>
        <source>Your pictures are untouched.</source>
        <translation>Die Bilder sind unberührt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/backgrounds/sessions.py"/>
        <source>Close other programs that need memory, or use another model.</source>
        <translation>Andere Programme schließen, die Speicher brauchen, oder ein anderes Modell nehmen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/backgrounds/sessions.py"/>
        <source>Install Maquette again, or use “flood”.</source>
        <translation>Maquette neu installieren oder „Füllen vom Rand“ nehmen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/backgrounds/sessions.py"/>
        <source>Backgrounds cannot be removed with a network: rembg is not installed properly.</source>
        <translation>Hintergründe lassen sich nicht mit einem Netz entfernen: rembg ist nicht richtig installiert.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Scaled up from a smaller one: the pixels are there, the detail is not.</source>
        <translation>Aus einem kleineren vergrößert: Die Pixel sind da, die Einzelheiten nicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Even its sharpest edges are soft.</source>
        <translation>Selbst seine schärfsten Kanten sind weich.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Next to nothing on it: one even tone.</source>
        <translation>Fast nichts darauf: ein gleichmäßiger Ton.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Not even its lightest parts are light.</source>
        <translation>Nicht einmal seine hellsten Stellen sind hell.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Drawn so light on transparency that next to nothing shows on white.</source>
        <translation>So hell auf Transparenz gezeichnet, dass auf Weiß fast nichts zu sehen ist.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Not even its darkest parts are dark: washed out.</source>
        <translation>Nicht einmal seine dunkelsten Stellen sind dunkel: ausgewaschen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>It has no colour, and most of the set has.</source>
        <translation>Es hat keine Farbe, der größte Teil des Satzes schon.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Far from square: much is cut away or filled.</source>
        <translation>Weit vom Quadrat: Viel wird abgeschnitten oder gefüllt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Bars or a frame that the network would learn to draw.</source>
        <translation>Balken oder ein Rahmen, die das Netz zeichnen lernte.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/checks/verdicts.py"/>
        <source>Writing that the network would try to imitate.</source>
        <translation>Schrift, die das Netz nachzuahmen suchte.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/copies/best.py"/>
        <source>in colour</source>
        <translation>in Farbe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/copies/best.py"/>
        <source>not enlarged: {:,} × {:,}</source>
        <translation>nicht vergrößert: {:,} × {:,}</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/copies/best.py"/>
        <source>the largest: {:,} × {:,}</source>
        <translation>das größte: {:,} × {:,}</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/copies/best.py"/>
        <source>the sharpest</source>
        <translation>das schärfste</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/copies/best.py"/>
        <source>the least compressed</source>
        <translation>das am wenigsten komprimierte</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/copies/best.py"/>
        <source>the richest in tones</source>
        <translation>das mit den meisten Tönen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/copies/best.py"/>
        <source>the widest from dark to light</source>
        <translation>das mit der größten Spanne von dunkel bis hell</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/copies/best.py"/>
        <source>nearest to all the others</source>
        <translation>allen anderen am nächsten</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/framing.py"/>
        <source>Use crop or pad.</source>
        <translation>„crop“ oder „pad“ verwenden.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/framing.py"/>
        <source>Use whole or subject.</source>
        <translation>„whole“ oder „subject“ verwenden.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Mirror</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Left becomes right. Doubles the set.</source>
        <translation>Links wird rechts. Verdoppelt den Satz.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Upside down</source>
        <translation>Auf dem Kopf</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Top becomes bottom. Doubles the set.</source>
        <translation>Oben wird unten. Verdoppelt den Satz.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Darker and lighter.</source>
        <translation>Dunkler und heller.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Softer and harder.</source>
        <translation>Weicher und härter.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Random colour</source>
        <translation>Zufällige Farbe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Paler: this much of the colour stays.</source>
        <translation>Blasser: So viel der Farbe bleibt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>RGB shift</source>
        <translation>RGB-Versatz</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Red, green and blue move apart, up to this much.</source>
        <translation>Rot, Grün und Blau rücken auseinander, bis zu so viel.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Hue shift</source>
        <translation>Farbton drehen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Colours turn round the wheel.</source>
        <translation>Farben drehen sich im Farbkreis.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Nearer and farther.</source>
        <translation>Näher und ferner.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>This much of the sides is cut away somewhere.</source>
        <translation>So viel der Seiten wird irgendwo abgeschnitten.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Cutout</source>
        <translation>Ausstanzen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>A square this wide is taken out somewhere.</source>
        <translation>Ein so breites Quadrat wird irgendwo herausgenommen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Slight rotation</source>
        <translation>Leichte Drehung</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>Leaning to either side.</source>
        <translation>Zu beiden Seiten geneigt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/operations.py"/>
        <source>The setting augment names an operation twice.</source>
        <translation>Die Einstellung augment nennt eine Operation zweimal.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/picture_edits.py"/>
        <source>The original is untouched.</source>
        <translation>Das Original ist unberührt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/curation/picture_edits.py"/>
        <source>Take the picture&apos;s steps away, or update Maquette.</source>
        <translation>Die Schritte des Bildes wegnehmen oder Maquette aktualisieren.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/archive.py"/>
        <source>Check the path, or bake a dataset first.</source>
        <translation>Den Pfad prüfen oder zuerst einen Datensatz backen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/archive.py"/>
        <source>Choose a baked dataset.</source>
        <translation>Einen gebackenen Datensatz wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/bake.py"/>
        <location filename="../../gan_engine/dataset/rebake.py"/>
        <source>No dataset was written.</source>
        <translation>Kein Datensatz wurde geschrieben.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/loader.py"/>
        <source>The dataset&apos;s loader is closed.</source>
        <translation>Der Leser des Datensatzes ist geschlossen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Pixels a side, or width x height (64x96).</source>
        <translation>Pixel je Seite oder Breite x Höhe (64x96).</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Pad keeps the whole picture and fills the sides; crop takes the largest part that fits.</source>
        <translation>Auffüllen behält das ganze Bild und füllt die Seiten; Zuschneiden nimmt den größten Teil, der passt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Whole: all of the picture. Subject: what stands out from the ground, in the middle.</source>
        <translation>Ganz: das ganze Bild. Motiv: was sich vom Grund abhebt, in der Mitte.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Left free about the subject: a share of the picture as framed.</source>
        <translation>Frei um das Motiv: ein Anteil des Bildes im Format.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Upscaler</source>
        <translation>Vergrößerer</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>A network of one&apos;s own that enlarges what is smaller than the size; empty: smoothly.</source>
        <translation>Ein eigenes Netz, das vergrößert, was kleiner als die Größe ist; leer: weich.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>The colour that fills the sides and what is see-through; keep: each picture&apos;s own, from its edge.</source>
        <translation>Die Farbe, die die Seiten und das Durchsichtige füllt; keep: die eigene jedes Bildes, von seinem Rand.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Keep it: pictures of four channels, for sprites. Else the background lies under it.</source>
        <translation>Behalten: Bilder mit vier Kanälen, für Sprites. Sonst liegt der Hintergrund darunter.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Remove background</source>
        <translation>Hintergrund entfernen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Cut the figure out before anything else, by this method.</source>
        <translation>Die Figur vor allem anderen freistellen, auf diese Art.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>How far colours may lie from the ground&apos;s and still be it.</source>
        <translation>Wie weit Farben von der des Grundes liegen und doch dazu zählen dürfen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Pixels by which the figure&apos;s outline is moved out (or in).</source>
        <translation>Pixel, um die der Umriss der Figur hinaus (oder hinein) rückt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Pixels over which the figure&apos;s outline is softened; 0: hard, empty: as it is found.</source>
        <translation>Pixel, über die der Umriss der Figur weich wird; 0: hart, leer: wie er gefunden wird.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Cut sheets apart: none, halves, grid:RxC (rows x columns), or figures (found by their ground).</source>
        <translation>Bögen zerlegen: none, halves, grid:RxC (Zeilen x Spalten) oder figures (am Grund gefunden).</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Folders: each sub-folder is a class of its own.</source>
        <translation>Ordner: Jeder Unterordner ist eine eigene Klasse.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Which findings of the check leave a picture out. Damaged ones always are; too-small (it would be enlarged), animated (its first frame is used) and all others only when named here.</source>
        <translation>Welche Befunde der Prüfung ein Bild weglassen. Beschädigte immer; too-small (es würde vergrößert), animated (das erste Einzelbild wird genommen) und alle anderen nur, wenn sie hier genannt sind.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>The share of the originals kept from training, for measuring; the same ones in every version.</source>
        <translation>Der Anteil der Originale, der zum Messen nicht ins Training kommt; in jeder Version dieselben.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/options.py"/>
        <source>Variants that are baked beside each picture: a fixed enlargement of the dataset.</source>
        <translation>Varianten, die neben jedem Bild gebacken werden: eine feste Vergrößerung des Datensatzes.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/rebake.py"/>
        <source>Name the folder in which they lie now.</source>
        <translation>Den Ordner nennen, in dem sie jetzt liegen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/rebake.py"/>
        <source>Choose a dataset that Maquette baked.</source>
        <translation>Einen Datensatz wählen, den Maquette gebacken hat.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/writing.py"/>
        <source>Bake fewer at a time.</source>
        <translation>Weniger auf einmal backen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/writing.py"/>
        <source>Hold out fewer.</source>
        <translation>Weniger zurückhalten.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/writing.py"/>
        <source>It is untouched.</source>
        <translation>Es ist unberührt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/dataset/writing.py"/>
        <source>Choose another name, or allow it to be replaced (--force).</source>
        <translation>Einen anderen Namen wählen oder das Ersetzen erlauben (--force).</translation>
    </message>
    <message>
        <location filename="../../gan_engine/device.py"/>
        <source>Choose auto, cpu, cuda, cuda:1 (the second card) or mps (Apple).</source>
        <translation>auto, cpu, cuda, cuda:1 (die zweite Karte) oder mps (Apple) wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/device.py"/>
        <source>Choose device=auto or device=cpu.</source>
        <translation>device=auto oder device=cpu wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/device.py"/>
        <source>There is no Apple graphics device here.</source>
        <translation>Hier gibt es kein Apple-Grafikgerät.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/door.py"/>
        <source>What lies there was not touched.</source>
        <translation>Was dort liegt, wurde nicht angerührt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/door.py"/>
        <source>If you moved it there on purpose, move it back, or move the whole folder there.</source>
        <translation>War das Verschieben Absicht, es zurückschieben oder den ganzen Ordner dorthin verschieben.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/door.py"/>
        <source>Whoever made this folder named a file that is not part of it: be careful with what came with it.</source>
        <translation>Wer diesen Ordner gemacht hat, nannte eine Datei, die nicht dazugehört: Vorsicht mit dem, was mitkam.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/downloads.py"/>
        <location filename="../../gan_engine/latent/directions.py"/>
        <location filename="../../gan_engine/manager/database.py"/>
        <location filename="../../gan_engine/upscalers.py"/>
        <source>Choose another file.</source>
        <translation>Eine andere Datei wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/downloads.py"/>
        <source>Wait until that has ended, then try again.</source>
        <translation>Warten, bis das geendet hat, und es noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/downloads.py"/>
        <source>Nothing was fetched.</source>
        <translation>Nichts wurde geholt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/downloads.py"/>
        <source>Try again: it goes on from there.</source>
        <translation>Noch einmal versuchen: Es geht von dort weiter.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/contact_sheet.py"/>
        <location filename="../../gan_engine/interchange/exports/sheets.py"/>
        <source>A contact sheet needs at least one picture.</source>
        <translation>Ein Kontaktbogen braucht mindestens ein Bild.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/contact_sheet.py"/>
        <location filename="../../gan_engine/interchange/exports/sheets.py"/>
        <source>Choose some designs first.</source>
        <translation>Zuerst einige Entwürfe wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/contact_sheet.py"/>
        <source>Choose fewer designs.</source>
        <translation>Weniger Entwürfe wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/contact_sheet.py"/>
        <source>A sheet of rows needs rows of as many pictures each.</source>
        <translation>Ein Bogen aus Zeilen braucht Zeilen mit gleich vielen Bildern.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/design_files.py"/>
        <source>None of these designs could be read.</source>
        <translation>Keiner dieser Entwürfe ließ sich lesen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/design_files.py"/>
        <source>Look whether their files are still there.</source>
        <translation>Nachsehen, ob ihre Dateien noch da sind.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/design_files.py"/>
        <source>End its name in .png or .jpg.</source>
        <translation>Den Namen auf .png oder .jpg enden lassen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/enlarging.py"/>
        <source>Choose a smaller enlargement.</source>
        <translation>Eine kleinere Vergrößerung wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/latents.py"/>
        <source>End its name in .json, .csv or .npz.</source>
        <translation>Den Namen auf .json, .csv oder .npz enden lassen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/latents.py"/>
        <source>These designs are of another model, or of several.</source>
        <translation>Diese Entwürfe sind von einem anderen Modell oder von mehreren.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/latents.py"/>
        <source>Not all of these designs are a z alone: some were found or changed among styles.</source>
        <translation>Nicht alle dieser Entwürfe sind ein z allein: Einige wurden unter Stilen gefunden oder geändert.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/latents.py"/>
        <source>Choose NPZ, which holds styles, or JSON, which holds everything.</source>
        <translation>NPZ wählen, das Stile fasst, oder JSON, das alles fasst.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/latents.py"/>
        <source>Something was grafted onto some of these designs, which no latent can hold.</source>
        <translation>Auf einige dieser Entwürfe wurde etwas verpflanzt, das kein Latent fasst.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/latents.py"/>
        <source>Choose JSON, which holds everything.</source>
        <translation>JSON wählen, das alles fasst.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/names.py"/>
        <source>Make it shorter.</source>
        <translation>Kürzer fassen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/names.py"/>
        <source>A brace in the pattern of names is never closed, or never opened.</source>
        <translation>Eine Klammer im Muster der Namen wird nie geschlossen oder nie geöffnet.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/names.py"/>
        <source>Leave it out; folders come from collections.</source>
        <translation>Weglassen; Ordner kommen aus Sammlungen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/names.py"/>
        <source>The pattern of names is empty.</source>
        <translation>Das Muster der Namen ist leer.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/openraster.py"/>
        <source>End its name in .ora.</source>
        <translation>Den Namen auf .ora enden lassen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/sheets.py"/>
        <source>End its name in .png or .pdf.</source>
        <translation>Den Namen auf .png oder .pdf enden lassen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/sheets.py"/>
        <source>Choose other columns or smaller pictures, or make it a PDF, which has pages.</source>
        <translation>Andere Spalten oder kleinere Bilder wählen, oder ein PDF, das Seiten hat.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/upscaler.py"/>
        <source>Enlarging by a network of your own needs the extra part “spandrel”, which is not installed.</source>
        <translation>Vergrößern mit einem eigenen Netz braucht den Zusatz „spandrel“, der nicht installiert ist.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/upscaler.py"/>
        <source>Most upscalers are offered as safetensors too, and programs that run them can convert.</source>
        <translation>Die meisten Vergrößerer gibt es auch als safetensors, und Programme, die sie ausführen, können umwandeln.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/exports/upscaler.py"/>
        <location filename="../../gan_engine/upscalers.py"/>
        <source>Choose another.</source>
        <translation>Eine andere wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/film.py"/>
        <source>This training has drawn no samples yet.</source>
        <translation>Dieses Training hat noch keine Proben gezeichnet.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/film.py"/>
        <source>The first ones come when it begins; try again in a moment.</source>
        <translation>Die ersten kommen, wenn es beginnt; gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/film.py"/>
        <source>None of this training&apos;s samples can be read.</source>
        <translation>Keine der Proben dieses Trainings lässt sich lesen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/film.py"/>
        <source>Look into its folder “samples”.</source>
        <translation>In seinem Ordner „samples“ nachsehen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/inspection.py"/>
        <source>Check its name.</source>
        <translation>Seinen Namen prüfen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/onnx_files.py"/>
        <source>Nothing was written.</source>
        <translation>Nichts wurde geschrieben.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/pickled_networks.py"/>
        <location filename="../../gan_engine/interchange/stylegan2_checkpoints.py"/>
        <location filename="../../gan_engine/interchange/torch_files.py"/>
        <source>Nothing in it was run.</source>
        <translation>Nichts daraus wurde ausgeführt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/pickled_networks.py"/>
        <source>Convert it with legacy.py of the StyleGAN2-ADA tools for PyTorch, and import what that writes.</source>
        <translation>Mit legacy.py der StyleGAN2-ADA-Werkzeuge für PyTorch umwandeln und importieren, was das schreibt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/pickled_networks.py"/>
        <location filename="../../gan_engine/interchange/torch_files.py"/>
        <source>Delete the file, or ask where it comes from.</source>
        <translation>Die Datei löschen oder fragen, woher sie kommt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/pickled_networks.py"/>
        <source>Fetch the file again, or export the network once more.</source>
        <translation>Die Datei noch einmal holen oder das Netz noch einmal exportieren.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/stylegan2_checkpoints.py"/>
        <source>Choose a checkpoint of stylegan2-pytorch, or a network file of the StyleGAN2-ADA tools.</source>
        <translation>Einen Checkpoint von stylegan2-pytorch oder eine Netzdatei der StyleGAN2-ADA-Werkzeuge wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/stylegan2_checkpoints.py"/>
        <location filename="../../gan_engine/interchange/stylegan2_files.py"/>
        <source>Nothing in it was run, and nothing was written.</source>
        <translation>Nichts daraus wurde ausgeführt, und nichts wurde geschrieben.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/stylegan2_checkpoints.py"/>
        <source>Checkpoints of the StyleGAN2 for plain PyTorch (stylegan2-pytorch) can be imported, at any of its widths.</source>
        <translation>Checkpoints des StyleGAN2 für reines PyTorch (stylegan2-pytorch) lassen sich importieren, in jeder Breite.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/stylegan2_files.py"/>
        <source>Choose a file with G or G_ema in it.</source>
        <translation>Eine Datei mit G oder G_ema wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/stylegan2_files.py"/>
        <source>StyleGAN2-ADA networks can be imported, also those trained with the StyleGAN3 tools (cfg=stylegan2).</source>
        <translation>StyleGAN2-ADA-Netze lassen sich importieren, auch mit den StyleGAN3-Werkzeugen trainierte (cfg=stylegan2).</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/stylegan2_files.py"/>
        <source>Networks with skip generators and residual discriminators can be imported, as the tools make them.</source>
        <translation>Netze mit Skip-Generatoren und Residual-Diskriminatoren lassen sich importieren, wie die Werkzeuge sie machen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/tensorboard.py"/>
        <source>Try again when it has begun.</source>
        <translation>Noch einmal versuchen, wenn es begonnen hat.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/torch_files.py"/>
        <source>Fetch the file again, or save the network once more.</source>
        <translation>Die Datei noch einmal holen oder das Netz noch einmal speichern.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/video.py"/>
        <source>It stays as it is.</source>
        <translation>Es bleibt, wie es ist.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/video.py"/>
        <source>Choose another name for the frames.</source>
        <translation>Einen anderen Namen für die Einzelbilder wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/video.py"/>
        <source>A clip needs at least one frame.</source>
        <translation>Ein Clip braucht mindestens ein Einzelbild.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/video.py"/>
        <source>Choose a smaller scale.</source>
        <translation>Einen kleineren Maßstab wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/interchange/video.py"/>
        <source>Choose another kind.</source>
        <translation>Eine andere Art wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <source>This network has no such layers.</source>
        <translation>Dieses Netz hat keine solchen Schichten.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <location filename="../../gan_engine/service/design_exports.py"/>
        <source>Choose others.</source>
        <translation>Andere wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <source>This network&apos;s first layer does not see the whole latent: it has no directions in closed form.</source>
        <translation>Die erste Schicht dieses Netzes sieht nicht das ganze Latent: Es hat keine Richtungen in geschlossener Form.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <source>Look for principal components instead.</source>
        <translation>Stattdessen Hauptkomponenten suchen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <source>A direction needs some designs with it, and some without.</source>
        <translation>Eine Richtung braucht einige Entwürfe damit und einige ohne.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <source>In this network a class is no place among the latents: no direction leads from one to another.</source>
        <translation>In diesem Netz ist eine Klasse kein Ort unter den Latenten: Keine Richtung führt von einer zur anderen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <source>Blend the classes instead.</source>
        <translation>Stattdessen die Klassen mischen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <source>A direction between classes needs two of them.</source>
        <translation>Eine Richtung zwischen Klassen braucht zwei davon.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <source>A direction between designs needs some on both sides.</source>
        <translation>Eine Richtung zwischen Entwürfen braucht einige auf beiden Seiten.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <source>These directions lie in different spaces.</source>
        <translation>Diese Richtungen liegen in verschiedenen Räumen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/direction_search.py"/>
        <source>These designs do not differ: no direction leads from one to another.</source>
        <translation>Diese Entwürfe unterscheiden sich nicht: Keine Richtung führt vom einen zum anderen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/directions.py"/>
        <source>Choose a file of directions.</source>
        <translation>Eine Datei mit Richtungen wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/directions.py"/>
        <source>Open that model, or find directions in this one.</source>
        <translation>Jenes Modell öffnen oder in diesem Richtungen finden.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/dragging.py"/>
        <location filename="../../gan_engine/latent/network_inputs.py"/>
        <source>The design is as it was.</source>
        <translation>Der Entwurf ist, wie er war.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/interpolation/blending.py"/>
        <source>These designs are made of so many others that none can be made between them.</source>
        <translation>Diese Entwürfe sind aus so vielen anderen gemacht, dass sich keiner zwischen ihnen machen lässt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/interpolation/blending.py"/>
        <source>They are as they were.</source>
        <translation>Sie sind, wie sie waren.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/interpolation/blending.py"/>
        <source>Take designs with fewer changes.</source>
        <translation>Entwürfe mit weniger Änderungen nehmen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/network_inputs.py"/>
        <source>Leave the class out.</source>
        <translation>Die Klasse weglassen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/network_inputs.py"/>
        <source>Open the model that it was made with.</source>
        <translation>Das Modell öffnen, mit dem er gemacht wurde.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/seed_search.py"/>
        <source>Nothing is painted.</source>
        <translation>Nichts ist gemalt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/seed_search.py"/>
        <source>Paint the outline that you look for.</source>
        <translation>Den Umriss malen, der gesucht wird.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/seed_search.py"/>
        <source>Open the model that it was found in.</source>
        <translation>Das Modell öffnen, in dem er gefunden wurde.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/session.py"/>
        <source>This network draws from one latent: only the StyleGANs have styles by layers.</source>
        <translation>Dieses Netz zeichnet aus einem einzigen Latent: Stile nach Schichten haben nur die StyleGANs.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/session.py"/>
        <source>This network draws the picture in one go: it has no feature maps to work on.</source>
        <translation>Dieses Netz zeichnet das Bild in einem Zug: Es hat keine Merkmalskarten, auf denen gearbeitet werden könnte.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/session.py"/>
        <source>This model was trained without classes.</source>
        <translation>Dieses Modell wurde ohne Klassen trainiert.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/session.py"/>
        <source>This network has no mean style that designs could be drawn to.</source>
        <translation>Dieses Netz hat keinen mittleren Stil, zu dem Entwürfe gezogen werden könnten.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/latent/session.py"/>
        <source>This network adds no noise to its layers.</source>
        <translation>Dieses Netz gibt seinen Schichten kein Rauschen bei.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/manager/database.py"/>
        <source>Change the folder&apos;s permissions, or name another place: MAQUETTE_DATA, or --queue FILE.</source>
        <translation>Die Rechte des Ordners ändern oder einen anderen Ort nennen: MAQUETTE_DATA oder --queue FILE.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/manager/queue.py"/>
        <source>Pause it first.</source>
        <translation>Erst anhalten.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/manager/queue.py"/>
        <location filename="../../gan_engine/runs/processes.py"/>
        <location filename="../../gan_engine/runs/run_directory.py"/>
        <location filename="../../gan_engine/training/length.py"/>
        <source>It was left as it is.</source>
        <translation>Es wurde gelassen, wie es ist.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/manager/queue.py"/>
        <source>Choose another folder for a new training.</source>
        <translation>Für ein neues Training einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/manager/queue_file.py"/>
        <source>The queue is closed.</source>
        <translation>Die Warteschlange ist geschlossen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/manager/schedule.py"/>
        <source>The hours begin and end at the same time.</source>
        <translation>Die Stunden beginnen und enden zur selben Zeit.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/inception.py"/>
        <source>Measures designs as published papers do: FID, KID and the inception score.</source>
        <translation>Misst Entwürfe, wie veröffentlichte Arbeiten es tun: FID, KID und der Inception Score.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/inception.py"/>
        <source>Fetch it again.</source>
        <translation>Noch einmal holen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/lite0.py"/>
        <location filename="../../gan_engine/metrics/u2netp.py"/>
        <source>Install Maquette again.</source>
        <translation>Maquette neu installieren.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>FID</source>
        <translation>FID</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>KID</source>
        <translation>KID</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>Inception score</source>
        <translation>Inception Score</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>Whether designs are of clear and many kinds, as ImageNet&apos;s classes see them: says little about most art.</source>
        <translation>Ob Entwürfe deutlich und vielerlei sind, wie die Klassen von ImageNet sie sehen: sagt über die meisten Bilder wenig.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>FD (Lite0)</source>
        <translation>FD (Lite0)</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>KID (Lite0)</source>
        <translation>KID (Lite0)</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>FD (U2-Netp)</source>
        <translation>FD (U2-Netp)</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>KID (U2-Netp)</source>
        <translation>KID (U2-Netp)</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>Precision: how many designs could be of the set. Recall: how much of the set the designs reach.</source>
        <translation>Präzision: wie viele Entwürfe aus dem Satz sein könnten. Recall: wie viel des Satzes die Entwürfe erreichen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>How evenly designs change along a walk: a low number walks smoothly, a high one jumps.</source>
        <translation>Wie gleichmäßig Entwürfe sich auf einem Rundgang ändern: Eine niedrige Zahl geht glatt, eine hohe springt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>Diversity</source>
        <translation>Vielfalt</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>How different two designs are on average, beside how different two pictures of the set are.</source>
        <translation>Wie verschieden zwei Entwürfe im Mittel sind, neben zwei Bildern des Satzes.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>How far designs are from the nearest picture of the set, beside how far those are from each other: 1 or so is new, near 0 is copied.</source>
        <translation>Wie weit Entwürfe vom nächsten Bild des Satzes sind, neben dem Abstand der Bilder untereinander: etwa 1 ist neu, nahe 0 ist kopiert.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>Originality (U2-Netp)</source>
        <translation>Originalität (U2-Netp)</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>How far designs are from the nearest picture of the set, seen by a network that no discriminator learnt through: 1 or so is new, near 0 is copied.</source>
        <translation>Wie weit Entwürfe vom nächsten Bild des Satzes sind, gesehen von einem Netz, durch das kein Diskriminator lernte: etwa 1 ist neu, nahe 0 ist kopiert.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>MiFID</source>
        <translation>MiFID</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>FID that punishes copying: it rises where designs lie suspiciously near to pictures of the set.</source>
        <translation>FID, das Kopieren bestraft: Es steigt, wo Entwürfe verdächtig nahe an Bildern des Satzes liegen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>MiFID (Lite0)</source>
        <translation>MiFID (Lite0)</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>FD that punishes copying: it rises where designs lie suspiciously near to pictures of the set.</source>
        <translation>FD, das Kopieren bestraft: Es steigt, wo Entwürfe verdächtig nahe an Bildern des Satzes liegen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>No measure was named.</source>
        <translation>Kein Maß wurde genannt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>EfficientNet-Lite0</source>
        <translation>EfficientNet-Lite0</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>U2-Netp&apos;s encoder</source>
        <translation>Der Encoder von U2-Netp</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>Inception (official)</source>
        <translation>Inception (offiziell)</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>How far the designs as a whole are from the set, in look and in variety. Needs many pictures.</source>
        <translation>Wie weit die Entwürfe als Ganzes vom Satz sind, in Aussehen und Vielfalt. Braucht viele Bilder.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>How far the designs as a whole are from the set. Right on average for small sets too: the one to watch.</source>
        <translation>Wie weit die Entwürfe als Ganzes vom Satz sind. Auch für kleine Sätze im Mittel richtig: darauf achten.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/metrics/names.py"/>
        <source>Recall</source>
        <translation>Recall</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <location filename="../../gan_engine/networks/fastgan.py"/>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <location filename="../../gan_engine/networks/vanilla.py"/>
        <source>Latent numbers</source>
        <translation>Latente Zahlen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>How many numbers describe one design; fewer make designs more alike.</source>
        <translation>Wie viele Zahlen einen Entwurf beschreiben; weniger machen Entwürfe einander ähnlicher.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Generator width</source>
        <translation>Breite des Generators</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Channels of the generator&apos;s largest layer: wider draws finer, trains slower and takes more memory.</source>
        <translation>Kanäle der größten Schicht des Generators: breiter zeichnet feiner, trainiert langsamer und braucht mehr Speicher.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Discriminator width</source>
        <translation>Breite des Diskriminators</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Channels of the discriminator&apos;s largest layer: wider judges more keenly and trains slower.</source>
        <translation>Kanäle der größten Schicht des Diskriminators: breiter urteilt schärfer und trainiert langsamer.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Widest layer</source>
        <translation>Breiteste Schicht</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Channels double from layer to layer up to this many.</source>
        <translation>Kanäle verdoppeln sich von Schicht zu Schicht bis zu so vielen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Discriminator normalisation</source>
        <translation>Normierung des Diskriminators</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Batch is usual; instance or none where a penalty on gradients is strong; spectral bounds each layer&apos;s slope.</source>
        <translation>Batch ist üblich; Instanz oder keine, wo eine Strafe auf Gradienten stark ist; Spektral begrenzt die Steigung jeder Schicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Spectral</source>
        <translation>Spektral</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Last layer</source>
        <translation>Letzte Schicht</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>How the discriminator comes to its verdict: a convolution (DCGAN) or a linear layer with bias (WGAN).</source>
        <translation>Wie der Diskriminator zu seinem Urteil kommt: eine Faltung (DCGAN) oder eine lineare Schicht mit Bias (WGAN).</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Convolution</source>
        <translation>Faltung</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Likeness features</source>
        <translation>Ähnlichkeitsmerkmale</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Lets the discriminator see how alike the designs of a batch are, against collapse; 0 for none.</source>
        <translation>Lässt den Diskriminator sehen, wie ähnlich sich die Entwürfe eines Batches sind, gegen Zusammenfallen; 0 für keine.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>First filters</source>
        <translation>Erste Filter</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>What the generator&apos;s layers begin with: random filters (DCGAN), or such as enlarge smoothly, with less of a grid in early designs.</source>
        <translation>Womit die Schichten des Generators beginnen: zufällige Filter (DCGAN) oder solche, die glatt vergrößern, mit weniger Raster in frühen Entwürfen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/dcgan.py"/>
        <source>Random</source>
        <translation>Zufällig</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/descriptions/dcgan.py"/>
        <source>Small and quick: first designs within minutes, best up to 128 px, at home without a graphics card.</source>
        <translation>Klein und schnell: erste Entwürfe binnen Minuten, am besten bis 128 px, auch ohne Grafikkarte.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/descriptions/fastgan.py"/>
        <source>For small sets and small cards: designs at 256 px and more within hours, from a hundred pictures on.</source>
        <translation>Für kleine Sätze und kleine Karten: Entwürfe mit 256 px und mehr binnen Stunden, ab hundert Bildern.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/descriptions/progan.py"/>
        <source>Grows from 4 px to full size: calm trainings for pictures of one kind, as icons and faces.</source>
        <translation>Wächst von 4 px zur vollen Größe: ruhige Trainings für Bilder einer Art, wie Icons und Gesichter.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/descriptions/stylegan1.py"/>
        <source>Coarse and fine styles that can be mixed, grown from 8 px: for large sets and long trainings.</source>
        <translation>Grobe und feine Stile, die sich mischen lassen, gewachsen ab 8 px: für große Sätze und lange Trainings.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/descriptions/stylegan2.py"/>
        <source>The finest designs, from a few hundred pictures on: for a graphics card, and nights to days.</source>
        <translation>Die feinsten Entwürfe, ab einigen hundert Bildern: für eine Grafikkarte und Nächte bis Tage.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/descriptions/vanilla.py"/>
        <source>The first of its kind, of dense layers: quick at 32 px and blurred, for seeing how it all began.</source>
        <translation>Das erste seiner Art, aus dichten Schichten: schnell bei 32 px und unscharf, um zu sehen, wie alles begann.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/fastgan.py"/>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <location filename="../../gan_engine/networks/vanilla.py"/>
        <source>How many numbers a design is drawn from.</source>
        <translation>Aus wie vielen Zahlen ein Entwurf gezogen wird.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/fastgan.py"/>
        <source>Generator&apos;s width</source>
        <translation>Breite des Generators</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/fastgan.py"/>
        <source>Layers have multiples of so many channels.</source>
        <translation>Schichten haben Vielfache von so vielen Kanälen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/fastgan.py"/>
        <source>Discriminator&apos;s width</source>
        <translation>Breite des Diskriminators</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/fastgan.py"/>
        <source>Redrawing</source>
        <translation>Nachzeichnen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/fastgan.py"/>
        <source>How much the discriminator has to be able to draw again what it was shown; 0: not.</source>
        <translation>Wie gut der Diskriminator nachzeichnen können muss, was ihm gezeigt wurde; 0: gar nicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/progan.py"/>
        <source>The paper&apos;s form, or the thin one that was made for icons.</source>
        <translation>Die Form der Veröffentlichung oder die dünne, die für Icons gemacht wurde.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/progan.py"/>
        <source>Paper</source>
        <translation>Veröffentlichung</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/progan.py"/>
        <source>Icons</source>
        <translation>Icons</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/progan.py"/>
        <location filename="../../gan_engine/networks/stylegan1.py"/>
        <location filename="../../gan_engine/networks/stylegan2.py"/>
        <location filename="../../gan_engine/networks/vanilla.py"/>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/progan.py"/>
        <source>Channels at size s are this divided by s (the icons form: 1024).</source>
        <translation>Kanäle bei Größe s sind dies geteilt durch s (die Icon-Form: 1024).</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>Style numbers</source>
        <translation>Stilzahlen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>How many numbers a style has.</source>
        <translation>Wie viele Zahlen ein Stil hat.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>Most channels</source>
        <translation>Höchstens Kanäle</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>No layer is wider.</source>
        <translation>Keine Schicht ist breiter.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>Likeness group</source>
        <translation>Ähnlichkeitsgruppe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>The discriminator compares so many pictures with each other, against collapse; 0: none.</source>
        <translation>Der Diskriminator vergleicht so viele Bilder miteinander, gegen Zusammenfallen; 0: keine.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>Style mixing</source>
        <translation>Stile mischen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>Share of designs that take their coarse and fine styles from two latents.</source>
        <translation>Anteil der Entwürfe, die ihre groben und feinen Stile aus zwei Latenten nehmen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>First size</source>
        <translation>Erste Größe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>The networks begin at it and grow; 0: the usual one; the size of the designs: no growing.</source>
        <translation>Die Netze beginnen mit ihr und wachsen; 0: die übliche; die Größe der Entwürfe: kein Wachsen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>First size for</source>
        <translation>Erste Größe für</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>How long the first size is trained; 0: as long as the later ones settle.</source>
        <translation>Wie lange die erste Größe trainiert wird; 0: so lange, wie die späteren sich setzen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>Fade in over</source>
        <translation>Einblenden über</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>How long each new resolution takes to come in; 0: half the training is for growing.</source>
        <translation>Wie lange jede neue Auflösung zum Hereinkommen braucht; 0: Das halbe Training ist zum Wachsen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>Settle for</source>
        <translation>Setzen für</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/pyramid.py"/>
        <source>How long each resolution is then trained; 0: half the training is for growing.</source>
        <translation>Wie lange jede Auflösung danach trainiert wird; 0: Das halbe Training ist zum Wachsen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/stylegan1.py"/>
        <location filename="../../gan_engine/networks/stylegan2.py"/>
        <source>Mapping layers</source>
        <translation>Abbildungsschichten</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/stylegan1.py"/>
        <source>Layers from latent to style.</source>
        <translation>Schichten vom Latent zum Stil.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/stylegan1.py"/>
        <source>Channels at size s are this divided by s.</source>
        <translation>Kanäle bei Größe s sind dies geteilt durch s.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/stylegan2.py"/>
        <source>Layers from latent to style: 8 for large varied sets, 2 for small ones.</source>
        <translation>Schichten vom Latent zum Stil: 8 für große, vielfältige Sätze, 2 für kleine.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/stylegan2.py"/>
        <source>Channels at size s are this divided by s: halving it makes training about twice as fast.</source>
        <translation>Kanäle bei Größe s sind dies geteilt durch s: Halbieren macht das Training etwa doppelt so schnell.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/vanilla.py"/>
        <source>Neurons of the generator&apos;s first layer; each later one has twice as many.</source>
        <translation>Neuronen der ersten Schicht des Generators; jede spätere hat doppelt so viele.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/vanilla.py"/>
        <source>Hidden layers of each network.</source>
        <translation>Verborgene Schichten jedes Netzes.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/vanilla.py"/>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <location filename="../../gan_engine/networks/vanilla.py"/>
        <source>Share of the discriminator&apos;s neurons that are silent in a step.</source>
        <translation>Anteil der Neuronen des Diskriminators, die in einem Schritt schweigen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/picture_work.py"/>
        <source>Its tags claim more than the whole file holds.</source>
        <translation>Seine Tags beanspruchen mehr, als die ganze Datei fasst.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/picture_work.py"/>
        <source>Its runs are longer than its pixels.</source>
        <translation>Seine Läufe sind länger als seine Pixel.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/ranks.py"/>
        <source>One of the processes that train together has gone, or cannot be reached any more.</source>
        <translation>Einer der Prozesse, die gemeinsam trainieren, ist fort oder nicht mehr erreichbar.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/ranks.py"/>
        <source>Everything up to the last snapshot is safe.</source>
        <translation>Alles bis zum letzten Zwischenstand ist sicher.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/ranks.py"/>
        <source>Resume the training: it goes on from there.</source>
        <translation>Das Training fortsetzen: Es geht von dort weiter.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/run_report/report.py"/>
        <source>Choose fewer.</source>
        <translation>Weniger wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/ancestry.py"/>
        <source>Nothing was trained.</source>
        <translation>Nichts wurde trainiert.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/ancestry.py"/>
        <source>Branch from it once more into another folder.</source>
        <translation>Noch einmal davon in einen anderen Ordner abzweigen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/ancestry.py"/>
        <source>Give a snapshot&apos;s folder, or a training&apos;s.</source>
        <translation>Den Ordner eines Zwischenstands oder eines Trainings angeben.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/ballots/ballot.py"/>
        <source>Begin another one.</source>
        <translation>Eine andere beginnen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/ballots/ballot.py"/>
        <source>Choose some others.</source>
        <translation>Einige andere wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/ballots/ballot.py"/>
        <source>It was left as it is; the snapshots are whole.</source>
        <translation>Sie wurde gelassen, wie sie ist; die Zwischenstände sind ganz.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/ballots/ballot.py"/>
        <source>Begin a new one.</source>
        <translation>Eine neue beginnen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/processes.py"/>
        <location filename="../../gan_engine/runs/run_directory.py"/>
        <source>Resume it, or choose another folder for the new one.</source>
        <translation>Fortsetzen oder für das neue einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/processes.py"/>
        <source>It may still be starting.</source>
        <translation>Vielleicht startet es noch.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/processes.py"/>
        <source>Install the program again.</source>
        <translation>Das Programm neu installieren.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/rank_position.py"/>
        <source>Start them with torchrun or with --processes, or unset these variables.</source>
        <translation>Sie mit torchrun oder mit --processes starten oder diese Variablen löschen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/requests.py"/>
        <location filename="../../gan_engine/runs/run_directory.py"/>
        <source>Choose a folder that holds a run.json.</source>
        <translation>Einen Ordner wählen, in dem eine run.json liegt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/run_directory.py"/>
        <location filename="../../gan_engine/runs/run_document.py"/>
        <source>Its snapshots are still in the folder “snapshots”.</source>
        <translation>Seine Zwischenstände liegen noch im Ordner „snapshots“.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/run_directory.py"/>
        <location filename="../../gan_engine/runs/run_document.py"/>
        <source>Start a new training from the last snapshot.</source>
        <translation>Ein neues Training vom letzten Zwischenstand aus beginnen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/run_directory.py"/>
        <source>If you moved it, open it where it lies now.</source>
        <translation>Wurde es verschoben, es dort öffnen, wo es jetzt liegt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/runs/run_directory.py"/>
        <source>Wait until it has ended, or ask it to stop.</source>
        <translation>Warten, bis es geendet hat, oder es beenden.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/sample_art.py"/>
        <source>The sample art needs at least one character, of 8 to 2,048 pixels.</source>
        <translation>Die Beispielbilder brauchen mindestens eine Figur mit 8 bis 2.048 Pixeln.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/sample_art.py"/>
        <source>Nothing in it was touched.</source>
        <translation>Nichts darin wurde angerührt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/sample_art.py"/>
        <source>Choose another folder.</source>
        <translation>Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/sample_art.py"/>
        <source>There are not that many different characters to draw.</source>
        <translation>So viele verschiedene Figuren lassen sich nicht zeichnen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/service/design_exports.py"/>
        <source>None of these designs carries a recipe.</source>
        <translation>Keiner dieser Entwürfe trägt ein Rezept.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/service/measures.py"/>
        <source>The set has a single picture: there is nothing to compare with.</source>
        <translation>Der Satz hat ein einziges Bild: Es gibt nichts zum Vergleichen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>The kind of network to train.</source>
        <translation>Die Art des Netzes, das trainiert wird.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Side of the designs, or width x height; the dataset has to be baked at it.</source>
        <translation>Seite der Entwürfe oder Breite x Höhe; der Datensatz muss so gebacken sein.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Pictures looked at in one step: more is steadier and takes more memory.</source>
        <translation>Bilder, die in einem Schritt angesehen werden: mehr ist ruhiger und braucht mehr Speicher.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>How many thousand pictures the discriminator is shown in all.</source>
        <translation>Wie viele tausend Bilder dem Diskriminator insgesamt gezeigt werden.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Snapshot every</source>
        <translation>Zwischenstand alle</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>How often the networks are saved.</source>
        <translation>Wie oft die Netze gespeichert werden.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Samples every</source>
        <translation>Proben alle</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>How often the same designs are drawn again.</source>
        <translation>Wie oft dieselben Entwürfe neu gezeichnet werden.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Measure every</source>
        <translation>Messen alle</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>How often the designs are compared with the set: auto as often as 3 % of the time allow, 0 never, else a number of kimg. Unless never, twice at least in more than two minutes.</source>
        <translation>Wie oft die Entwürfe mit dem Satz verglichen werden: auto so oft, wie 3 % der Zeit erlauben, 0 nie, sonst eine Zahl von kimg. Außer bei nie mindestens zweimal in mehr als zwei Minuten.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Stop by itself</source>
        <translation>Von selbst aufhören</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Ends once its measure no longer improves, as soon as the measure&apos;s own uncertainty lets that be told.</source>
        <translation>Endet, wenn sein Maß nicht mehr besser wird, sobald sich das bei dessen eigener Unsicherheit sagen lässt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>The same seed gives the same training.</source>
        <translation>Derselbe Startwert gibt dasselbe Training.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Where to train: auto takes the graphics card if there is one.</source>
        <translation>Wo trainiert wird: auto nimmt die Grafikkarte, wenn es eine gibt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Shorter numbers are faster; auto measures what suits this device before it starts.</source>
        <translation>Kürzere Zahlen sind schneller; auto misst vor dem Beginn, was zu diesem Gerät passt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>32 bit</source>
        <translation>32 Bit</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>16 bit (bfloat)</source>
        <translation>16 Bit (bfloat)</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>16 bit (half)</source>
        <translation>16 Bit (half)</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Processor threads</source>
        <translation>Prozessor-Threads</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>How many processor cores to use; 0 for all.</source>
        <translation>Wie viele Kerne des Prozessors genutzt werden; 0 für alle.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Graphics cards</source>
        <translation>Grafikkarten</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>How many train together, each with its part of a batch. On the processor: so many processes.</source>
        <translation>Wie viele gemeinsam trainieren, jede mit ihrem Teil eines Batches. Auf dem Prozessor: so viele Prozesse.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Averaging</source>
        <translation>Mittelung</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Designs come from an average of the generator over about so long: longer is calmer.</source>
        <translation>Entwürfe kommen aus einem Mittel des Generators über etwa so lange: länger ist ruhiger.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Averaging at first</source>
        <translation>Mittelung zu Beginn</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Early on, average over no more than this share of the training so far; 0 for no such limit.</source>
        <translation>Früh über nicht mehr als diesen Anteil des bisherigen Trainings mitteln; 0 für keine solche Grenze.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Show every picture mirrored too; not for art that has a direction (weapons, text).</source>
        <translation>Jedes Bild auch gespiegelt zeigen; nicht für Bilder, die eine Richtung haben (Waffen, Text).</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Learn classes</source>
        <translation>Klassen lernen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Learn the dataset&apos;s classes, so that designs of each can be asked for.</source>
        <translation>Die Klassen des Datensatzes lernen, damit sich Entwürfe jeder verlangen lassen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Classes apart after</source>
        <translation>Klassen getrennt nach</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>So long all classes are learnt as one, over as long again they part: where the designs of a class look all alike. 0: apart from the start.</source>
        <translation>So lange werden alle Klassen als eine gelernt, über noch einmal so lange trennen sie sich: wo die Entwürfe einer Klasse alle gleich aussehen. 0: von Anfang an getrennt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Rare classes</source>
        <translation>Seltene Klassen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>How far classes of few pictures are shown as often as those of many: 0 as they come, 1 all alike. Few pictures shown often are sooner learnt by heart.</source>
        <translation>Wie weit Klassen mit wenigen Bildern so oft gezeigt werden wie solche mit vielen: 0 wie sie kommen, 1 alle gleich. Wenige oft gezeigte Bilder werden eher auswendig gelernt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Can draw already</source>
        <translation>Kann schon zeichnen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Begins with a network that comes with the program, trained on free drawings, where one fits and nothing else was chosen to begin from.</source>
        <translation>Beginnt mit einem Netz, das mit dem Programm kommt und an freien Zeichnungen gelernt hat, wo eines passt und nichts anderes als Anfang gewählt wurde.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>How the two networks keep score.</source>
        <translation>Wie die beiden Netze zählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Binary cross-entropy</source>
        <translation>Binäre Kreuzentropie</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Non-saturating logistic</source>
        <translation>Nicht sättigend logistisch</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Hinge</source>
        <translation>Hinge</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Wasserstein</source>
        <translation>Wasserstein</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Relativistic</source>
        <translation>Relativistisch</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Who judges the designs: one that learns to see from this set alone, or one that has learnt to see before.</source>
        <translation>Wer die Entwürfe beurteilt: einer, der nur aus diesem Satz sehen lernt, oder einer, der vorher sehen gelernt hat.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>The network&apos;s own</source>
        <translation>Der des Netzes</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Projected: with trained eyes</source>
        <translation>Projiziert: mit geübten Augen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>States kept</source>
        <translation>Behaltene Stände</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>How many of the last snapshots can be resumed from; of older ones only the generator is kept.</source>
        <translation>Von wie vielen der letzten Zwischenstände sich fortsetzen lässt; von älteren bleibt nur der Generator.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Snapshots kept</source>
        <translation>Behaltene Zwischenstände</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>All of them; or, thinned out as it goes on, the last 3, the best 3, the first of each doubling of the length, and those that are pinned or that something else needs.</source>
        <translation>Alle; oder, im Lauf ausgedünnt, die letzten 3, die besten 3, der erste jeder Verdopplung der Länge und die, die angeheftet sind oder die etwas anderes braucht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Thinned out</source>
        <translation>Ausgedünnt</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Fitted</source>
        <translation>Angepasst</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>What is left open (batch, width, length, penalty) is chosen from the set and the device.</source>
        <translation>Was offen ist (Batch, Breite, Länge, Strafe), wird nach Satz und Gerät gewählt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Optimiser</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Tricks</source>
        <translation>Kunstgriffe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/configuration.py"/>
        <source>Write it as key=value, for example batch=16.</source>
        <translation>Als key=value schreiben, zum Beispiel batch=16.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Adam is usual; RMSprop is what a critic with clipped weights was published with.</source>
        <translation>Adam ist üblich; mit RMSprop wurde ein Kritiker mit begrenzten Gewichten veröffentlicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>How far each step goes: smaller is steadier, larger is faster until it breaks.</source>
        <translation>Wie weit jeder Schritt geht: kleiner ist ruhiger, größer ist schneller, bis es bricht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Discriminator&apos;s pace</source>
        <translation>Tempo des Diskriminators</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>The discriminator&apos;s learning rate as a multiple of the generator&apos;s.</source>
        <translation>Die Lernrate des Diskriminators als Vielfaches der des Generators.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Momentum</source>
        <translation>Schwung</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>How much of the last steps&apos; direction is kept.</source>
        <translation>Wie viel von der Richtung der letzten Schritte bleibt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Memory of scale</source>
        <translation>Gedächtnis der Größe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>How long the size of past gradients is remembered.</source>
        <translation>Wie lange die Größe vergangener Gradienten erinnert wird.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Learning rate later</source>
        <translation>Lernrate später</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Other learning rates from some kimg on, as in “400: 1e-4, 800: 5e-5”; empty: the same all the time.</source>
        <translation>Andere Lernraten ab einigen kimg, wie in „400: 1e-4, 800: 5e-5“; leer: immer dieselbe.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Vary colour</source>
        <translation>Farbe variieren</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Real and fake are shown in varied brightness, saturation and contrast, so that a small set lasts longer.</source>
        <translation>Echt und falsch werden in wechselnder Helligkeit, Sättigung und in wechselndem Kontrast gezeigt, damit ein kleiner Satz länger reicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Vary place</source>
        <translation>Ort variieren</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Real and fake are shown shifted by up to an eighth, so that a small set lasts longer.</source>
        <translation>Echt und falsch werden um bis zu ein Achtel verschoben gezeigt, damit ein kleiner Satz länger reicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Cover parts</source>
        <translation>Teile verdecken</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Real and fake are shown with a random half-wide square covered, so that a small set lasts longer.</source>
        <translation>Echt und falsch werden mit einem zufälligen verdeckten Quadrat halber Breite gezeigt, damit ein kleiner Satz länger reicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Adaptive (ADA)</source>
        <translation>Adaptiv (ADA)</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Pictures are changed the more the discriminator begins to learn the set by heart; in place of the above.</source>
        <translation>Bilder werden umso mehr verändert, je mehr der Diskriminator den Satz auswendig zu lernen beginnt; anstelle der obigen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Moves and turns</source>
        <translation>Verschieben und Drehen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>All of geometry</source>
        <translation>Die ganze Geometrie</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Geometry and colour</source>
        <translation>Geometrie und Farbe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Colour alone</source>
        <translation>Nur Farbe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>ADA target</source>
        <translation>ADA-Ziel</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>How sure of the real pictures the discriminator may be: lower changes more; 0 keeps the strength as it is.</source>
        <translation>Wie sicher der Diskriminator bei den echten Bildern sein darf: niedriger ändert mehr; 0 lässt die Stärke, wie sie ist.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>ADA interval</source>
        <translation>ADA-Takt</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>The strength is adapted once in so many steps.</source>
        <translation>Die Stärke wird einmal in so vielen Schritten angepasst.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>ADA speed</source>
        <translation>ADA-Tempo</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>In how many kimg the strength may go from none to full; 100 when going on from a trained network.</source>
        <translation>In wie vielen kimg die Stärke von null auf voll gehen darf; 100, wenn es von einem trainierten Netz weitergeht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>ADA strength at first</source>
        <translation>ADA-Stärke zu Beginn</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>The share of pictures changed at first.</source>
        <translation>Der Anteil der Bilder, die zu Beginn verändert werden.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>ADA mirrors</source>
        <translation>ADA spiegelt</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Mirroring is among the adaptive changes.</source>
        <translation>Spiegeln gehört zu den adaptiven Änderungen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>ADA quarter turns</source>
        <translation>ADA-Vierteldrehungen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Quarter turns are among the adaptive changes.</source>
        <translation>Vierteldrehungen gehören zu den adaptiven Änderungen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>ADA hues</source>
        <translation>ADA-Farbtöne</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Turned hues are among the adaptive changes.</source>
        <translation>Gedrehte Farbtöne gehören zu den adaptiven Änderungen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Smooth labels</source>
        <translation>Weiche Labels</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Real counts as 0.95 and fake as 0.05, so that the discriminator is never too sure (BCE only).</source>
        <translation>Echt zählt als 0,95 und falsch als 0,05, damit der Diskriminator nie zu sicher ist (nur BCE).</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Swapped labels</source>
        <translation>Vertauschte Labels</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Share of steps in which the discriminator is told that real is fake and fake is real.</source>
        <translation>Anteil der Schritte, in denen dem Diskriminator gesagt wird, Echtes sei falsch und Falsches echt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>R1 penalty</source>
        <translation>R1-Strafe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>How strongly the discriminator is kept smooth around real pictures; 0 for not at all.</source>
        <translation>Wie stark der Diskriminator um echte Bilder glatt gehalten wird; 0 für gar nicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>R1 interval</source>
        <translation>R1-Takt</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>The penalty is computed once in so many steps, and weighs the more.</source>
        <translation>Die Strafe wird einmal in so vielen Schritten berechnet und wiegt entsprechend mehr.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>R2 penalty</source>
        <translation>R2-Strafe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>How strongly the discriminator is kept smooth around designs, as often as around real pictures; 0: not.</source>
        <translation>Wie stark der Diskriminator um Entwürfe glatt gehalten wird, so oft wie um echte Bilder; 0: gar nicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Gradient penalty</source>
        <translation>Gradientenstrafe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>How strongly a critic&apos;s slope is kept at 1 between real and fake (WGAN-GP: 10); 0 for not at all.</source>
        <translation>Wie stark die Steigung eines Kritikers zwischen echt und falsch bei 1 gehalten wird (WGAN-GP: 10); 0 für gar nicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Drift penalty</source>
        <translation>Driftstrafe</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Keeps a critic&apos;s scores near 0 (Progressive GAN: 0.001); goes with the gradient penalty.</source>
        <translation>Hält die Urteile eines Kritikers nahe 0 (Progressive GAN: 0,001); gehört zur Gradientenstrafe.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Clip weights</source>
        <translation>Gewichte begrenzen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>The critic&apos;s weights are held within this bound (WGAN: 0.01); 0 for no bound.</source>
        <translation>Die Gewichte des Kritikers bleiben in dieser Grenze (WGAN: 0,01); 0 für keine Grenze.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Critic steps</source>
        <translation>Schritte des Kritikers</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>The discriminator learns so many times for each time of the generator.</source>
        <translation>Der Diskriminator lernt so oft, während der Generator einmal lernt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Monitored</source>
        <translation>Überwacht</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>The discriminator learns only while its loss is above 0.8 times the generator&apos;s.</source>
        <translation>Der Diskriminator lernt nur, solange sein Verlust über dem 0,8-fachen des Generators liegt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Boost and noisy</source>
        <translation>Schub und Rauschen</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Now and then one network learns alone for a hundred steps, now and then labels are swapped.</source>
        <translation>Dann und wann lernt ein Netz hundert Schritte lang allein, dann und wann werden Labels vertauscht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>How strongly equal steps in style are to change designs equally (StyleGAN2: 2); 0 for not at all.</source>
        <translation>Wie stark gleiche Schritte im Stil Entwürfe gleich ändern sollen (StyleGAN2: 2); 0 für gar nicht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Path length interval</source>
        <translation>Pfadlängen-Takt</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>It is computed once in so many steps, and weighs the more.</source>
        <translation>Sie wird einmal in so vielen Schritten berechnet und wiegt entsprechend mehr.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>Freeze layers</source>
        <translation>Schichten einfrieren</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>So many of the discriminator&apos;s first layers stay as they were: for going on from another training.</source>
        <translation>So viele der ersten Schichten des Diskriminators bleiben, wie sie waren: zum Weitergehen von einem anderen Training.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/groups.py"/>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/recipe_files.py"/>
        <source>The file was left as it is.</source>
        <translation>Die Datei wurde gelassen, wie sie ist.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/settings/recipe_files.py"/>
        <source>Mend it, or move it out of the recipes.</source>
        <translation>Ausbessern oder aus den Rezepten nehmen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/branch.py"/>
        <source>Choose another folder for the branch.</source>
        <translation>Für die Abzweigung einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/branch.py"/>
        <location filename="../../gan_engine/training/run_creation.py"/>
        <source>Nothing was begun.</source>
        <translation>Nichts wurde begonnen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/feature_maps.py"/>
        <source>Its generator was.</source>
        <translation>Sein Generator schon.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/feature_maps.py"/>
        <source>Choose one of the last snapshots, or the best.</source>
        <translation>Einen der letzten Zwischenstände wählen oder den besten.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/loop.py"/>
        <source>Resuming may help; log.txt has the details.</source>
        <translation>Fortsetzen kann helfen; log.txt enthält die Einzelheiten.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/measuring/evaluation_process.py"/>
        <source>Ask again when that is done.</source>
        <translation>Noch einmal fragen, wenn das erledigt ist.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/measuring/snapshot_measures.py"/>
        <source>Wait until the snapshot has its own name, then ask again.</source>
        <translation>Warten, bis der Zwischenstand seinen eigenen Namen hat, und noch einmal fragen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/plan.py"/>
        <source>The dataset has no classes to learn.</source>
        <translation>Der Datensatz hat keine Klassen zu lernen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/plan.py"/>
        <source>Bake it with labels, or train without classes.</source>
        <translation>Mit Klassen backen oder ohne Klassen trainieren.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/plan.py"/>
        <source>Train for longer, or let them part earlier.</source>
        <translation>Länger trainieren oder sie früher trennen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/plan.py"/>
        <source>Train for longer, or let them grow faster (network.fade_kimg, network.stable_kimg).</source>
        <translation>Länger trainieren oder sie schneller wachsen lassen (network.fade_kimg, network.stable_kimg).</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/precision.py"/>
        <source>Choose precision=auto.</source>
        <translation>precision=auto wählen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/pretrained.py"/>
        <source>Start the training anew.</source>
        <translation>Beginnen Sie das Training neu.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/rank_group.py"/>
        <source>Start them again; where they are on several machines, check that these reach each other.</source>
        <translation>Noch einmal starten; wo sie auf mehreren Rechnern sind, prüfen, ob diese einander erreichen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/rank_group.py"/>
        <source>Choose device=auto for a graphics card each, or device=cpu.</source>
        <translation>device=auto für je eine Grafikkarte wählen oder device=cpu.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/rank_group.py"/>
        <source>On this system graphics cards cannot train together: its torch comes without NCCL.</source>
        <translation>Auf diesem System können Grafikkarten nicht gemeinsam trainieren: Sein torch kommt ohne NCCL.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/rank_group.py"/>
        <source>Choose processes=1, or device=cpu.</source>
        <translation>processes=1 wählen oder device=cpu.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/snapshots.py"/>
        <source>Everything was left as it is; of older snapshots the generators may still be good.</source>
        <translation>Alles wurde gelassen, wie es ist; von älteren Zwischenständen können die Generatoren noch gut sein.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/snapshots.py"/>
        <source>Give a snapshot&apos;s folder, its generator.safetensors, or a run that has one.</source>
        <translation>Den Ordner eines Zwischenstands, dessen generator.safetensors oder einen Lauf angeben, der einen hat.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/state.py"/>
        <source>The snapshot does not say where it stands.</source>
        <translation>Der Zwischenstand sagt nicht, wo er steht.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/training_run.py"/>
        <source>A training of several processes cannot be made longer while it runs.</source>
        <translation>Ein Training mehrerer Prozesse lässt sich nicht verlängern, während es läuft.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/training_run.py"/>
        <source>The length of a training is a number of kimg.</source>
        <translation>Die Länge eines Trainings ist eine Zahl von kimg.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/training_run.py"/>
        <source>If it was moved, resume it where it lies now.</source>
        <translation>Wurde es verschoben, es dort fortsetzen, wo es jetzt liegt.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/training/transfer.py"/>
        <source>Choose the same settings, or begin without a snapshot.</source>
        <translation>Dieselben Einstellungen wählen oder ohne Zwischenstand beginnen.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/upscalers.py"/>
        <source>It was not used.</source>
        <translation>Es wurde nicht verwendet.</translation>
    </message>
    <message>
        <location filename="../../gan_engine/upscalers.py"/>
        <source>Choose its file once more.</source>
        <translation>Seine Datei noch einmal wählen.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/animated-faces-dcgan-96.toml"/>
        <source>Animated faces DCGAN, 96 px</source>
        <translation>Animierte Gesichter DCGAN, 96 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/animated-faces-dcgan-96.toml"/>
        <source>A published experiment on some thirty thousand drawn faces; mirrored, since faces have no direction.</source>
        <translation>Ein veröffentlichter Versuch mit etwa dreißigtausend gezeichneten Gesichtern; gespiegelt, da Gesichter keine Richtung haben.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/animated-faces-wgan-gp-96.toml"/>
        <source>Animated faces WGAN-GP, 96 px</source>
        <translation>Animierte Gesichter WGAN-GP, 96 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/animated-faces-wgan-gp-96.toml"/>
        <source>A published experiment on some thirty thousand drawn faces: a critic kept smooth, five of its steps for one.</source>
        <translation>Ein veröffentlichter Versuch mit etwa dreißigtausend gezeichneten Gesichtern: ein glatt gehaltener Kritiker, fünf seiner Schritte auf einen.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/best-quality.toml"/>
        <source>Best quality</source>
        <translation>Beste Qualität</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/best-quality.toml"/>
        <source>The finest designs your set can give: for a graphics card, and nights to days.</source>
        <translation>Die feinsten Entwürfe, die der Satz hergibt: für eine Grafikkarte und Nächte bis Tage.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/dcgan-128.toml"/>
        <source>DCGAN, 128 px</source>
        <translation>DCGAN, 128 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/dcgan-128.toml"/>
        <source>A plain DCGAN for larger designs: an evening on a graphics card.</source>
        <translation>Ein schlichtes DCGAN für größere Entwürfe: ein Abend auf einer Grafikkarte.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/mel-icon-256.toml"/>
        <source>Mel icons Progressive GAN, 256 px</source>
        <translation>Mel-Icons Progressive GAN, 256 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/mel-icon-256.toml"/>
        <source>A published experiment on some six hundred icons: thin layers, each resolution faded in over 7,500 steps.</source>
        <translation>Ein veröffentlichter Versuch mit etwa sechshundert Icons: dünne Schichten, jede Auflösung über 7.500 Schritte eingeblendet.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/mhxx-dcgan-64.toml"/>
        <source>MHXX DCGAN, 64 px</source>
        <translation>MHXX DCGAN, 64 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/mhxx-dcgan-64.toml"/>
        <source>The armour experiment&apos;s second step: the DCGAN paper&apos;s own values, sampled every 200 steps.</source>
        <translation>Der zweite Schritt des Rüstungsversuchs: die Werte der DCGAN-Veröffentlichung, alle 200 Schritte eine Probe.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/mhxx-stylegan-512-transfer.toml"/>
        <source>MHXX StyleGAN, 512 px, transferred</source>
        <translation>MHXX StyleGAN, 512 px, übertragen</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/mhxx-stylegan-512-transfer.toml"/>
        <source>The armour experiment&apos;s cure for collapse: begun from a network trained on a large set (--from), at a calm pace.</source>
        <translation>Was im Rüstungsversuch gegen das Zusammenfallen half: von einem mit einem großen Satz trainierten Netz aus begonnen (--from), in ruhigem Tempo.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/mhxx-stylegan-512.toml"/>
        <source>MHXX StyleGAN, 512 px</source>
        <translation>MHXX StyleGAN, 512 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/mhxx-stylegan-512.toml"/>
        <source>A published experiment on armour designs: grown from 8 px, for large sets and many days.</source>
        <translation>Ein veröffentlichter Versuch mit Rüstungsentwürfen: gewachsen ab 8 px, für große Sätze und viele Tage.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/mhxx-vanilla-32.toml"/>
        <source>MHXX vanilla GAN, 32 px</source>
        <translation>MHXX Vanilla GAN, 32 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/mhxx-vanilla-32.toml"/>
        <source>The armour experiment&apos;s first step: dense layers, to see how it all began.</source>
        <translation>Der erste Schritt des Rüstungsversuchs: dichte Schichten, um zu sehen, wie alles begann.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-dcgan-256.toml"/>
        <source>Pokémon DCGAN, 256 px</source>
        <translation>Pokémon DCGAN, 256 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-dcgan-256.toml"/>
        <source>The Pokémon experiment&apos;s larger form: a very large discriminator, for graphics cards with much memory.</source>
        <translation>Die größere Form des Pokémon-Versuchs: ein sehr großer Diskriminator, für Grafikkarten mit viel Speicher.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-dcgan-64-boost.toml"/>
        <source>Pokémon DCGAN, 64 px, boosted</source>
        <translation>Pokémon DCGAN, 64 px, mit Schub</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-dcgan-64-boost.toml"/>
        <source>The Pokémon experiment in which one network now and then learns alone, and labels are swapped.</source>
        <translation>Der Pokémon-Versuch, in dem dann und wann ein Netz allein lernt und Labels vertauscht werden.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-dcgan-64-monitored.toml"/>
        <source>Pokémon DCGAN, 64 px, monitored</source>
        <translation>Pokémon DCGAN, 64 px, überwacht</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-dcgan-64-monitored.toml"/>
        <source>The Pokémon experiment with a discriminator that learns only while it lags behind.</source>
        <translation>Der Pokémon-Versuch mit einem Diskriminator, der nur lernt, solange er zurückliegt.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-dcgan-64.toml"/>
        <source>Pokémon DCGAN, 64 px</source>
        <translation>Pokémon DCGAN, 64 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-dcgan-64.toml"/>
        <source>A published Pokémon experiment: wide layers, few latent numbers, and a discriminator that sees likeness.</source>
        <translation>Ein veröffentlichter Pokémon-Versuch: breite Schichten, wenige latente Zahlen und ein Diskriminator, der Ähnlichkeit sieht.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-wgan-256.toml"/>
        <source>Pokémon WGAN, 256 px</source>
        <translation>Pokémon WGAN, 256 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-wgan-256.toml"/>
        <location filename="../../resources/recipes/pokemon-wgan-64.toml"/>
        <source>The Pokémon experiment with a critic whose weights are clipped, three of its steps for one of the generator.</source>
        <translation>Der Pokémon-Versuch mit einem Kritiker, dessen Gewichte begrenzt werden, drei seiner Schritte auf einen des Generators.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/pokemon-wgan-64.toml"/>
        <source>Pokémon WGAN, 64 px</source>
        <translation>Pokémon WGAN, 64 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/progan-256.toml"/>
        <source>Progressive GAN, 256 px</source>
        <translation>Progressive GAN, 256 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/progan-256.toml"/>
        <source>The paper&apos;s form: calm, for pictures of one kind, for a graphics card and days.</source>
        <translation>Die Form der Veröffentlichung: ruhig, für Bilder einer Art, für eine Grafikkarte und Tage.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/quick-look.toml"/>
        <source>Quick look</source>
        <translation>Erster Blick</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/quick-look.toml"/>
        <source>First recognisable designs within minutes, without a graphics card: is this set worth a night?</source>
        <translation>Erste erkennbare Entwürfe binnen Minuten, ohne Grafikkarte: Ist dieser Satz eine Nacht wert?</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/small-set.toml"/>
        <source>Small set</source>
        <translation>Kleiner Satz</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/small-set.toml"/>
        <source>From a hundred pictures on, on a modest card: good designs within hours.</source>
        <translation>Ab hundert Bildern, auf einer bescheidenen Karte: gute Entwürfe binnen Stunden.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/stylegan2-config-f.toml"/>
        <source>StyleGAN2, configuration F, 1024 px</source>
        <translation>StyleGAN2, Konfiguration F, 1024 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/stylegan2-config-f.toml"/>
        <source>The StyleGAN2 paper&apos;s own values, with adaptive augmentation: for large sets, cards with much memory, and weeks.</source>
        <translation>Die Werte der StyleGAN2-Veröffentlichung, mit adaptiver Augmentierung: für große Sätze, Karten mit viel Speicher und Wochen.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/stylegan2-paper1024.toml"/>
        <source>StyleGAN2-ADA paper, 1024 px</source>
        <translation>StyleGAN2-ADA-Veröffentlichung, 1024 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/stylegan2-paper1024.toml"/>
        <source>The StyleGAN2-ADA paper&apos;s values for 1024 px: for cards with much memory, and days to weeks.</source>
        <translation>Die Werte der StyleGAN2-ADA-Veröffentlichung für 1024 px: für Karten mit viel Speicher und Tage bis Wochen.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/stylegan2-paper256.toml"/>
        <source>StyleGAN2-ADA paper, 256 px</source>
        <translation>StyleGAN2-ADA-Veröffentlichung, 256 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/stylegan2-paper256.toml"/>
        <source>The StyleGAN2-ADA paper&apos;s values for 256 px: for cards with much memory, and days to weeks.</source>
        <translation>Die Werte der StyleGAN2-ADA-Veröffentlichung für 256 px: für Karten mit viel Speicher und Tage bis Wochen.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/stylegan2-paper512.toml"/>
        <source>StyleGAN2-ADA paper, 512 px</source>
        <translation>StyleGAN2-ADA-Veröffentlichung, 512 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/stylegan2-paper512.toml"/>
        <source>The StyleGAN2-ADA paper&apos;s values for 512 px: for cards with much memory, and days to weeks.</source>
        <translation>Die Werte der StyleGAN2-ADA-Veröffentlichung für 512 px: für Karten mit viel Speicher und Tage bis Wochen.</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/superheroes-512.toml"/>
        <source>Superheroes StyleGAN2-ADA, 512 px</source>
        <translation>Superhelden StyleGAN2-ADA, 512 px</translation>
    </message>
    <message>
        <location filename="../../resources/recipes/superheroes-512.toml"/>
        <source>A published experiment on figures without backgrounds: for cards with much memory, and days.</source>
        <translation>Ein veröffentlichter Versuch mit Figuren ohne Hintergrund: für Karten mit viel Speicher und Tage.</translation>
    </message>
</context>
</TS>
