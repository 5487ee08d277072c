package dev.fairgate.benchmarks.arena.report;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// Reads what reports write, and refuses what is not well-formed.
final class Xml {

    private Xml() {}

    static Document read(String markup) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(markup)));
    }

    static List<Element> elements(Node within, String tag) {
        NodeList found =
                switch (within) {
                    case Document document -> document.getElementsByTagName(tag);
                    case Element element -> element.getElementsByTagName(tag);
                    default -> throw new IllegalArgumentException("no elements in " + within);
                };
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Element.class::cast)
                .toList();
    }

    static List<String> texts(Node within, String tag) {
        return elements(within, tag).stream().map(Element::getTextContent).toList();
    }
}
