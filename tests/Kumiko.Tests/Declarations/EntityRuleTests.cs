namespace Kumiko.Tests.Declarations;

/// <summary>What is said of an entity beside its properties fits the properties.</summary>
public class EntityRuleTests : DeclarationTest
{
    [Fact, Breaks("KUM2010")]
    public void A_reference_to_an_entity_that_nobody_declares_is_reported()
    {
        var problem = Problem(r => r.Entity<Order>());
        problem.Member.ShouldBe("Order.CustomerId");
        problem.Message.ShouldContain("'Customer'");
    }

    [Fact, Breaks("KUM2010")]
    public void A_reference_to_an_entity_of_a_feature_that_is_not_required_is_reported() =>
        Problem(Shop(r => r.Entity<Order>()), Named("customers", r => r.Entity<Customer>())).Mend.ShouldBe("Call Requires(\"customers\").");

    [Fact, Breaks("KUM2010")]
    public void A_reference_inside_an_embedded_list_is_checked() =>
        Problem(r => r.Entity<Team>()).Member.ShouldBe("Team.Members.CustomerId");

    [Fact, Breaks("KUM2010")]
    public void A_list_of_references_is_checked() => Problem(r => r.Entity<Mailing>()).Member.ShouldBe("Mailing.Customers");

    [Theory, Keeps("KUM2010")]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reference_may_point_into_a_feature_that_is_required_if_only_optionally(bool optional) => Fine(
        Shop(r =>
        {
            if (optional)
            {
                r.OptionalRequires("customers");
            }
            else
            {
                r.Requires("customers");
            }

            r.Entity<Order>();
        }),
        Named("customers", r => r.Entity<Customer>())).Entities.Count.ShouldBe(2);

    [Fact, Keeps("KUM2010")]
    public void A_reference_to_an_entity_that_is_broken_is_not_called_missing() =>
        Problems(Shop(r =>
        {
            r.Entity<Order>();
            r.Entity<Customer>(e => e.Index(c => c.Name + "!"));
        })).ShouldHaveSingleItem().Rule.ShouldBe(DiagnosticRules.IndexColumns);

    [Fact, Breaks("KUM2012")]
    public void An_index_without_fields_is_reported() => Problem(r => r.Entity<Customer>(e => e.Index())).Member.ShouldBe("Customer");

    [Fact, Breaks("KUM2012")]
    public void An_index_over_one_field_twice_is_reported() => Problem(r => r.Entity<Customer>(e => e.Index(c => c.Name, c => c.Name)));

    [Fact, Breaks("KUM2012")]
    public void An_index_over_something_that_is_no_field_is_reported() => Problem(r => r.Entity<Customer>(e => e.Unique(c => c.Shout)));

    [Fact, Breaks("KUM2012")]
    public void An_index_over_an_expression_is_reported() => Problem(r => r.Entity<Customer>(e => e.Unique(c => c.Name.Length)));

    [Fact, Breaks("KUM2012")]
    public void An_index_over_a_member_of_the_framework_is_reported() => Problem(r => r.Entity<Customer>(e => e.Index(c => c.TenantId)));

    [Fact, Breaks("KUM2012")]
    public void An_index_over_a_long_text_is_reported() =>
        Problem(r => r.Entity<Customer>(e => e.Index(c => c.Notes))).Member.ShouldBe("Customer.Notes");

    [Fact, Breaks("KUM2012")]
    public void An_index_over_an_embedded_list_is_reported() =>
        Problem(r =>
        {
            r.Entity<Customer>();
            r.Entity<Team>(e => e.Index(t => t.Members));
        }).Member.ShouldBe("Team.Members");

    [Fact, Breaks("KUM2012")]
    public void Uniqueness_among_existing_records_is_pointless_where_none_is_marked_as_deleted() =>
        Problem(r => r.Entity<Customer>(e => e.UniqueAmongExisting(c => c.Name)));

    [Fact, Keeps("KUM2012")]
    public void Indexes_lead_with_the_tenant_and_are_named_after_their_columns()
    {
        var entity = Fine(r => r.Entity<Invoice>(e => e
            .SoftDelete()
            .DefaultCurrency("EUR")
            .Index(i => i.Number, i => i.Amount)
            .UniqueAmongExisting(i => i.Number))).FindEntity("invoice")!;
        entity.Table.Indexes.Select(i => $"{i.Name} ({string.Join(' ', i.Columns.Select(c => c.Name))}) {i.IsUnique} {i.OnlyWhereFalse?.Name}").ShouldBe(
        [
            "read_invoices_number_amount_amount_currency_idx (tenant_id number amount amount_currency) False ",
            "read_invoices_number_unique (tenant_id number) True is_deleted",
        ]);
        entity.UniqueIndexes["read_invoices_number_unique"].ShouldBe(["number"]);
    }

    [Fact, Keeps("KUM2012")]
    public void A_reference_has_an_index_by_itself_and_none_besides_a_declared_one() => Fine(r =>
    {
        r.Entity<Customer>();
        r.Entity<Order>(e => e.Index(o => o.CustomerId));
    }).FindEntity("order")!.Table.Indexes.ShouldHaveSingleItem().Name.ShouldBe("read_orders_customer_id_idx");

    [Fact, Keeps("KUM2012")]
    public void An_index_with_a_long_name_gets_a_short_one_of_its_own()
    {
        var names = Fine(r => r.Entity<Wide>(e => e
            .Index(w => w.TheFirstOfManyPropertiesWithLongNames, w => w.TheSecondOfManyPropertiesWithLongNames)
            .Index(w => w.TheFirstOfManyPropertiesWithLongNames, w => w.TheThirdGrößteOfManyPropertiesWithLongNames)))
            .FindEntity("wide")!.Table.Indexes.Select(i => i.Name).ToList();
        names.Distinct().Count().ShouldBe(2);
        names.ShouldAllBe(name => System.Text.Encoding.UTF8.GetByteCount(name) <= 63);
    }

    [Fact, Breaks("KUM2015")]
    public void A_total_of_texts_is_reported() =>
        Problem(r => r.Entity<Invoice>(e => e.DefaultCurrency("EUR").Total(i => i.Lines, l => l.Text))).Member.ShouldBe("Invoice.Lines");

    [Fact, Breaks("KUM2015")]
    public void A_total_of_an_expression_is_reported() =>
        Problem(r => r.Entity<Invoice>(e => e.DefaultCurrency("EUR").Total(i => i.Lines, l => l.Count * 2)));

    [Fact, Breaks("KUM2015")]
    public void A_total_that_must_match_something_that_is_no_field_is_reported() =>
        Problem(r => r.Entity<Invoice>(e => e.DefaultCurrency("EUR").TotalsMatch(i => i.Lines, l => l.Price, i => Money.Of(1, "EUR"))));

    [Fact, Keeps("KUM2015")]
    public void Totals_add_up_numbers_and_money() => Fine(r => r.Entity<Invoice>(e => e
        .DefaultCurrency("EUR")
        .Total(i => i.Lines, l => l.Count)
        .Total(i => i.Lines, l => l.Price)
        .Total(i => i.Lines, l => l.Weight)
        .TotalsMatch(i => i.Lines, l => l.Price, i => i.Amount))).FindEntity("invoice")!.Totals.Count.ShouldBe(4);

    [Theory, Breaks("KUM2016")]
    [InlineData("name")]
    [InlineData("version")]
    [InlineData("shout")]
    [InlineData("_totals")]
    public void A_derived_field_with_a_name_that_is_taken_is_reported(string name) =>
        Problem(r => r.Entity<Customer>(e => e.Derived(name, (c, _) => c.Name))).Member.ShouldBe("Customer." + name);

    [Fact, Breaks("KUM2016")]
    public void A_derived_field_of_a_type_that_cannot_be_shown_is_reported() =>
        Problem(r => r.Entity<Customer>(e => e.Derived("age", (_, now) => now.TimeOfDay)));

    [Fact, Breaks("KUM2016")]
    public void A_get_only_property_of_a_type_that_cannot_be_shown_is_reported() =>
        Problem(r => r.Entity<Odd>()).Member.ShouldBe("Odd.link");

    [Fact, Keeps("KUM2016")]
    public void Derived_fields_are_those_without_a_set_and_those_that_are_declared() =>
        Fine(r => r.Entity<Customer>(e => e.Derived("isOld", (c, now) => c.InsertedAt < now)))
            .FindEntity("customer")!.Derived.Select(d => $"{d.Name} {d.Type.Kind}").ShouldBe(["shout longText", "isOld boolean"]);

    [Fact, Breaks("KUM2017")]
    public void Money_without_a_currency_is_reported() => Problem(r => r.Entity<Priced>()).Member.ShouldBe("Priced");

    [Fact, Breaks("KUM2017")]
    public void Money_inside_an_embedded_list_needs_a_currency_too() => Problem(r => r.Entity<Basket>()).Member.ShouldBe("Basket");

    [Theory, Breaks("KUM2017")]
    [InlineData("eur")]
    [InlineData("XXQ")]
    [InlineData("")]
    public void An_unknown_currency_is_reported(string code) => Problem(r => r.Entity<Priced>(e => e.DefaultCurrency(code)));

    [Fact, Keeps("KUM2017")]
    public void Money_with_a_currency_is_fine() =>
        Fine(r => r.Entity<Priced>(e => e.DefaultCurrency("JPY"))).FindEntity("priced")!.DefaultCurrency!.Exponent.ShouldBe(0);

    [Fact, Breaks("KUM2019")]
    public void A_rule_for_restore_without_soft_delete_is_reported() =>
        Problem(r => r.Crud<Plain>(Access.SignedIn, Access.SignedIn, c => c.Allow(CrudVerb.Restore, Access.SignedIn))).Member.ShouldBe("Plain");

    [Fact, Keeps("KUM2019")]
    public void Restore_exists_with_soft_delete_only()
    {
        var registry = Fine(r =>
        {
            r.Crud<Plain>(Access.SignedIn, Access.SignedIn);
            r.Entity<Simple>(e => e.SoftDelete());
            r.Crud<Simple>(Access.SignedIn, Access.SignedIn);
        });
        registry.FindHandler("shop:write:plain:restore").ShouldBeNull();
        registry.FindHandler("shop:write:simple:restore").ShouldNotBeNull();
    }

    [Fact, Breaks("KUM2020")]
    public void Reference_data_of_something_that_is_no_entity_is_reported() =>
        Problem(Shop(r => r.ReferenceData<Plain>(p => p.Name, new Plain { Name = "a" }))).Mend.ShouldBe("Declare it with r.Entity or r.Crud.");

    [Fact, Breaks("KUM2020")]
    public void Reference_data_with_a_key_that_is_no_field_is_reported() => Problem(r =>
    {
        r.Entity<Plain>();
        r.ReferenceData<Plain>(p => p.Id, new Plain { Name = "a" });
    });

    [Fact, Breaks("KUM2020")]
    public void Reference_data_without_a_key_is_reported() => Problem(r =>
    {
        r.Entity<Plain>();
        r.ReferenceData<Plain>(p => p.Name, new Plain { Name = "a" }, new Plain());
    }).Message.ShouldBe("Row 1 has no key.");

    [Fact, Breaks("KUM2020")]
    public void Reference_data_with_one_key_twice_is_reported() => Problem(r =>
    {
        r.Entity<Plain>();
        r.ReferenceData<Plain>(p => p.Name, new Plain { Name = "a" }, new Plain { Name = "b" }, new Plain { Name = "a" });
    }).Message.ShouldStartWith("Row 2 has the key 'a'");

    [Fact, Breaks("KUM2020")]
    public void Reference_data_that_breaks_the_entitys_rules_is_reported() => Problem(r =>
    {
        r.Entity<Plain>();
        r.ReferenceData<Plain>(p => p.Name, new Plain { Name = new string('x', 201) });
    }).Message.ShouldEndWith("too_big at 'name'.");

    [Fact, Breaks("KUM2020")]
    public void Reference_data_whose_totals_do_not_match_is_reported() => Problem(r =>
    {
        r.Entity<Invoice>(e => e.DefaultCurrency("EUR").TotalsMatch(i => i.Lines, l => l.Price, i => i.Amount));
        r.ReferenceData<Invoice>(i => i.Number, new Invoice { Number = "1", Amount = Money.Of(2, "EUR"), Lines = [new() { Price = Money.Of(1, "EUR") }] });
    }).Message.ShouldEndWith("invalid_value at 'lines'.");

    [Fact, Keeps("KUM2020")]
    public void Reference_data_is_captured_as_plain_values()
    {
        var rows = Fine(r =>
        {
            r.Entity<Plain>();
            r.ReferenceData<Plain>(p => p.Name, new Plain { Name = "a" }, new Plain { Name = "b" });
        }).ReferenceRows.ShouldHaveSingleItem();
        rows.Key.Name.ShouldBe("name");
        rows.Rows.Select(row => row[0]).ShouldBe(["a", "b"]);
    }

    [Fact, Breaks("KUM2021")]
    public void Standard_commands_for_another_features_entity_are_reported()
    {
        var problem = Problem(Shop(r => r.Entity<Plain>()), Named("other", r => r.Crud<Plain>(Access.SignedIn, Access.SignedIn)));
        problem.Feature.ShouldBe("other");
        problem.Member.ShouldBe("Plain");
        problem.Source.ShouldNotBeNull();
    }

    [Fact, Breaks("KUM2021")]
    public void Reference_data_for_another_features_entity_is_reported() =>
        Problem(Shop(r => r.Entity<Plain>()), Named("other", r => r.ReferenceData<Plain>(p => p.Name, new Plain { Name = "a" }))).Feature.ShouldBe("other");

    [Fact, Keeps("KUM2021")]
    public void Crud_declares_its_entity_where_nothing_else_does() =>
        Fine(r => r.Crud<Plain>(Access.SignedIn, Access.SignedIn)).FindEntity("plain")!.Feature.ShouldBe("shop");

    [Fact, Breaks("KUM2022")]
    public void An_entity_that_is_declared_twice_is_reported() => Problem(r =>
    {
        r.Entity<Plain>();
        r.Entity<Plain>(e => e.SoftDelete());
    }).Member.ShouldBe("Plain");

    [Fact, Breaks("KUM2022")]
    public void Standard_commands_that_are_declared_twice_are_reported() => Problem(r =>
    {
        r.Crud<Plain>(Access.SignedIn, Access.SignedIn);
        r.Crud<Plain>(Access.SignedIn, Access.SignedIn);
    }).Member.ShouldBe("Plain");

    [Fact, Breaks("KUM2022")]
    public void An_index_that_is_declared_twice_is_reported() =>
        Problem(r => r.Entity<Plain>(e => e.SoftDelete().Unique(p => p.Name).UniqueAmongExisting(p => p.Name))).Message.ShouldContain("read_plains_name_unique");

    [Fact, Breaks("KUM2022")]
    public void A_total_that_is_declared_twice_is_reported() =>
        Problem(r => r.Entity<Invoice>(e => e.DefaultCurrency("EUR").Total(i => i.Lines, l => l.Count).Total(i => i.Lines, l => l.Count)));

    [Fact, Breaks("KUM2022")]
    public void Reference_data_that_is_declared_twice_is_reported() => Problem(r =>
    {
        r.Entity<Plain>();
        r.ReferenceData<Plain>(p => p.Name, new Plain { Name = "a" });
        r.ReferenceData<Plain>(p => p.Name, new Plain { Name = "b" });
    });

    [Fact, Keeps("KUM2022")]
    public void The_entity_and_its_standard_commands_are_declared_once_each() => Fine(r =>
    {
        r.Crud<Plain>(Access.SignedIn, Access.SignedIn);
        r.Entity<Plain>(e => e.SoftDelete());
    }).FindEntity("plain")!.IsSoftDelete.ShouldBeTrue();

    public sealed class Customer : Entity
    {
        public required string Name { get; set; }

        [LongText]
        public string? Notes { get; set; }

        public string Shout => Name.ToUpperInvariant();
    }

    public sealed class Order : Entity
    {
        [Reference<Customer>]
        public Guid? CustomerId { get; set; }
    }

    public sealed class Team : Entity
    {
        public List<Member> Members { get; set; } = [];
    }

    public sealed class Member
    {
        [Reference<Customer>]
        public Guid? CustomerId { get; set; }
    }

    public sealed class Mailing : Entity
    {
        [Reference<Customer>]
        public List<Guid> Customers { get; set; } = [];
    }

    public sealed class Wide : Entity
    {
        public string? TheFirstOfManyPropertiesWithLongNames { get; set; }

        public string? TheSecondOfManyPropertiesWithLongNames { get; set; }

        public string? TheThirdGrößteOfManyPropertiesWithLongNames { get; set; }
    }

    public sealed class Invoice : Entity
    {
        public string? Number { get; set; }

        public Money? Amount { get; set; }

        public List<Line> Lines { get; set; } = [];
    }

    public sealed class Line
    {
        public string? Text { get; set; }

        public int Count { get; set; }

        public decimal Weight { get; set; }

        public Money? Price { get; set; }
    }

    public sealed class Odd : Entity
    {
        public string? Name { get; set; }

        public Uri Link => new("https://example.org/" + Name);
    }

    public sealed class Priced : Entity
    {
        public Money? Price { get; set; }
    }

    public sealed class Basket : Entity
    {
        public List<Item> Items { get; set; } = [];
    }

    public sealed class Item
    {
        public Money? Price { get; set; }
    }

    public sealed class Plain : Entity
    {
        public string? Name { get; set; }
    }

    public sealed class Simple : Entity
    {
        public string? Name { get; set; }
    }
}
